import { describe, expect, it } from 'vitest';
import type { BindingOffer, BindingsView } from '../../../electron/shared/model/platform-binding.ts';
import { failure, type Result, success } from '../../../electron/shared/result.ts';
import { contract } from '../../../electron/wire/window/contract.ts';
import { createStandIn } from '../../../electron/wire/window/stand-in.ts';
import { createSetupStore } from './setup-store.ts';

const OFFER: BindingOffer = {
  ...{ platform: 'gd', name: '广东平台', url: 'https://gd', rootSubject: 'CN=根', rootSm3: 'ab'.repeat(32) },
  ...{
    rootSha256: 'cd',
    profile: 'guangdong',
    profileTitle: null,
    registerId: '07',
    dialect: null,
    digest: 'a'.repeat(64),
  },
};
const VIEW: BindingsView = { platforms: [], offers: [], changes: [] };

describe('adding a platform in the window', () => {
  const world = (offer: () => Promise<Result<BindingOffer | null>>) => {
    const asked: unknown[] = [];
    const told: BindingsView[] = [];
    const { client } = createStandIn(contract, {
      platform: {
        bindings: () => Promise.resolve(success(VIEW)),
        offer: (request) => {
          asked.push(request);
          return offer();
        },
        add: (request) => {
          asked.push(request);
          return Promise.resolve(success(VIEW));
        },
      },
    });
    return { asked, told, store: createSetupStore(client.platform, (view) => told.push(view)) };
  };

  it('asks at the typed address, and adds by the fingerprint that was shown', async () => {
    const { asked, told, store } = world(() => Promise.resolve(success(OFFER)));
    store.getState().type(' https://gd ');
    await store.getState().askAddress();
    expect(store.getState().step).toEqual({ kind: 'confirming', offer: OFFER });
    await store.getState().add(OFFER);
    expect(asked).toEqual([{ kind: 'address', address: ' https://gd ' }, { rootSm3: OFFER.rootSm3 }]);
    expect([store.getState().step, told]).toEqual([{ kind: 'added', name: '广东平台' }, [VIEW]]);
  });

  it('keeps the address, with the reason, when the platform cannot be reached', async () => {
    const { store } = world(() => Promise.resolve(failure({ code: 'PLATFORM_UNREACHABLE' })));
    store.getState().type('https://gd');
    await store.getState().askAddress();
    expect(store.getState()).toMatchObject({
      ...{ step: { kind: 'typing' }, address: 'https://gd' },
      problem: { code: 'PLATFORM_UNREACHABLE' },
    });
  });

  it('says nothing when the person closes the choice of a file, or gives up while it asks', async () => {
    const { store } = world(() => Promise.resolve(success(null)));
    await store.getState().chooseFile();
    expect(store.getState()).toMatchObject({ step: { kind: 'typing' }, problem: null });
    const late = world(() => Promise.resolve(success(OFFER)));
    const asking = late.store.getState().askAddress();
    late.store.getState().go('none');
    await asking;
    expect(late.store.getState().step).toEqual({ kind: 'none' });
  });

  it('shows the answer to the last question, whichever comes first', async () => {
    const second: BindingOffer = { ...OFFER, platform: 'gx' };
    const answers = [
      Promise.withResolvers<Result<BindingOffer>>(),
      Promise.withResolvers<Result<BindingOffer>>(),
    ];
    let questions = 0;
    const { store } = world(() => answers[questions++]?.promise ?? Promise.resolve(success(null)));
    const asked = [store.getState().askAddress(), store.getState().askAddress()];
    answers[0]?.resolve(success(OFFER));
    await asked[0];
    expect(store.getState().step).toEqual({ kind: 'asking' });
    answers[1]?.resolve(success(second));
    await asked[1];
    expect(store.getState().step).toEqual({ kind: 'confirming', offer: second });
  });
});
