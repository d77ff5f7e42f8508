import { describe, expect, it } from 'vitest';
import { contract } from '../../../electron/wire/window/contract.ts';
import { createStandIn } from '../../../electron/wire/window/stand-in.ts';
import type { KnownSeal } from '../../../electron/shared/model/loss-report.ts';
import type { PinReset, ResetForm } from '../../../electron/shared/model/pin-reset.ts';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { failure, success, type Result } from '../../../electron/shared/result.ts';
import { createPinResetStore } from './pin-reset-store.ts';

const TOKEN = { serial: 'T1', label: 'Key', seals: [{ esId: 'E1' }] } as unknown as TokenInfo;
const SEAL: KnownSeal = {
  source: 'token',
  esId: 'E1',
  sealName: '公章',
  holderName: '示例公司',
  holderCode: null,
  tokenSerial: 'T1',
};
const FORM = { tokenSerial: 'T1', reason: '口令已锁定' } as ResetForm;
const FILE = { id: '2f1b3c4d-5e6f-4a1b-8c2d-3e4f5a6b7c8d', name: '身份证.png', size: 10 };

const reset = (state: PinReset['state']): PinReset => ({ number: 'KL-1', state }) as PinReset;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function setUp(applied: Result<PinReset> = success(reset('done'))) {
  let listed: readonly PinReset[] = [];
  const given: unknown[] = [];
  const { client, raise, calls } = createStandIn(contract, {
    pinReset: {
      list: () => success(listed),
      choosePaper: () => success(FILE),
      request: (input) => {
        given.push(input);
        return success(reset('draft'));
      },
      submit: () => success(reset('underReview')),
      withdraw: () => success(reset('withdrawn')),
      refresh: () => success([reset('approved')]),
      apply: ({ newPin }) => {
        given.push(newPin && new TextDecoder().decode(newPin));
        listed = [reset('approved')];
        return applied;
      },
    },
  });
  const other = { ...SEAL, esId: 'E2', tokenSerial: 'T2' };
  const store = createPinResetStore(client.pinReset, () => Promise.resolve(success([other, SEAL])));
  return { store, raise, calls, given };
}

describe('createPinResetStore', () => {
  it('An application goes from the form to its papers and is submitted', async () => {
    const { store, given } = setUp();
    await store.getState().begin(TOKEN, 'reset');
    expect(store.getState().panel).toEqual({
      kind: 'request',
      token: TOKEN,
      purpose: 'reset',
      seals: [SEAL],
    });
    await store.getState().addPaper('identity');
    store.getState().setKind(FILE.id, 'authorisation');
    await store.getState().request(FORM);
    expect(given).toEqual([{ form: FORM, papers: [{ id: FILE.id, kind: 'authorisation' }] }]);
    expect(store.getState()).toMatchObject({ panel: { kind: 'review', number: 'KL-1' }, papers: [] });
    await store.getState().submit('KL-1');
    expect(store.getState()).toMatchObject({ panel: null, resets: [{ state: 'underReview' }], busy: false });
  });

  it('A form that is left forgets its papers', async () => {
    const { store } = setUp();
    await store.getState().begin(TOKEN, 'change');
    await store.getState().addPaper('identity');
    store.getState().removePaper('another');
    expect(store.getState().papers).toHaveLength(1);
    store.getState().close();
    expect(store.getState()).toMatchObject({ panel: null, papers: [] });
  });

  it("The store follows main's events and the person's requests", async () => {
    const { store, raise } = setUp();
    raise.pinReset.changed([reset('underReview')]);
    expect(store.getState()).toMatchObject({ resets: [reset('underReview')], news: [] });
    raise.pinReset.changed([reset('rejected')]);
    const { news, dismiss } = store.getState();
    expect(news).toEqual([reset('rejected')]);
    news.forEach(dismiss);
    expect(store.getState().news).toEqual([]);
    await store.getState().refresh();
    expect(store.getState().resets).toEqual([reset('approved')]);
    await store.getState().withdraw('KL-1');
    expect(store.getState().resets).toEqual([reset('withdrawn')]);
  });

  it('The store submits the new PIN once and zeroes it', async () => {
    const { store, given } = setUp();
    store.getState().open({ kind: 'newPin', number: 'KL-1' });
    const pin = bytes('Holder#2468');
    await store.getState().apply('KL-1', pin, false);
    expect([given, [...pin].every((byte) => byte === 0)]).toEqual([['Holder#2468'], true]);
    expect(store.getState()).toMatchObject({ panel: null, finished: 'KL-1' });
    store.getState().readFinished();
    expect(store.getState().finished).toBeNull();
  });

  it("After a failure the panel stays, shows the reason, and asks for the application's progress", async () => {
    const { store, calls } = setUp(failure({ code: 'RESET_INTERRUPTED' }));
    store.getState().open({ kind: 'newPin', number: 'KL-1' });
    await store.getState().apply('KL-1', bytes('Holder#2468'), true);
    expect(store.getState()).toMatchObject({
      panel: { kind: 'newPin' },
      problem: { code: 'RESET_INTERRUPTED' },
      resets: [{ state: 'approved' }],
      finished: null,
    });
    expect(calls.slice(-2)).toEqual(['pinReset.apply', 'pinReset.list']);
  });
});
