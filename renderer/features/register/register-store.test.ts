import { describe, expect, it } from 'vitest';
import { sealedEntry } from '../../../electron/core/register/fixtures/entries.ts';
import { contract } from '../../../electron/wire/window/contract.ts';
import { createStandIn } from '../../../electron/wire/window/stand-in.ts';
import { failure, success } from '../../../electron/shared/result.ts';
import type { RegisterAudit, RegisterListing } from '../../../electron/shared/model/register.ts';
import { createRegisterStore } from './register-store.ts';

const EMPTY: RegisterListing = { size: 0, entries: [], next: null, unreadable: [], voided: [], taken: [] };
const AUDIT: RegisterAudit = {
  size: 0,
  root: '',
  checkpoints: 0,
  signedCheckpoints: 0,
  signers: [],
  countersigners: [],
  protectedSize: 0,
  sound: true,
  finding: null,
  outside: [],
  tokensWithout: [],
  renewals: [],
};

describe('createRegisterStore', () => {
  it('A query holds the filled parts of the filter alone', async () => {
    const asked: unknown[] = [];
    const { client } = createStandIn(contract, {
      register: {
        list: (query) => {
          asked.push(query);
          return success(EMPTY);
        },
      },
    });
    const store = createRegisterStore(client.register);
    await store.getState().load();
    await store
      .getState()
      .setFilter({ view: 'log', act: 'seal', result: 'refused', from: '2026-11-22', to: '2026-' });
    expect(asked).toEqual([
      { search: '', count: 200, uses: true },
      {
        search: '',
        count: 200,
        act: 'seal',
        result: 'refused',
        from: new Date('2026-11-22T00:00:00').toISOString(),
      },
    ]);
  });

  it('A register that the platform does not know is brought back by a key, once it is chosen', async () => {
    const at = '2026-11-22T00:00:00Z';
    const given = { tokenSerial: 'T1', pin: Uint8Array.of(1), lastTryConfirmed: false };
    const asked: unknown[] = [];
    const { client } = createStandIn(contract, {
      register: {
        list: () => success(EMPTY),
        cut: () => success(null),
        recover: () => failure({ code: 'REGISTER_NOT_OPEN' }),
        recoverByKey: ({ registerId }) => {
          asked.push(registerId);
          return registerId === null
            ? failure({ code: 'REGISTER_TO_CHOOSE', details: { registers: `a 7 ${at}\nb 2 ${at}` } })
            : success({
                ...{ before: 0, size: 8, held: 7, recovered: 7, hashOnly: 0, madeSince: 0, countersigned: 7 },
                ...{ setAside: null, registerId, unbound: null },
              });
        },
      },
    });
    const store = createRegisterStore(client.register);
    expect(store.getState().lost).toBeNull();
    await store.getState().recover();
    expect(store.getState().lost).toEqual([]);
    await store.getState().recoverByKey({ ...given, registerId: null });
    expect(store.getState().lost).toEqual([
      { registerId: 'a', size: 7, openedAt: at },
      { registerId: 'b', size: 2, openedAt: at },
    ]);
    await store.getState().recoverByKey({ ...given, registerId: 'a' });
    const { lost, recovery, problem } = store.getState();
    expect({ asked, lost, step: recovery.step, problem }).toEqual({
      ...{ asked: [null, 'a'], lost: null, step: 'done', problem: null },
    });
  });

  it('The answer to a former query is dropped', async () => {
    const waiting: ((size: number) => void)[] = [];
    const { client } = createStandIn(contract, {
      register: {
        list: () => new Promise((resolve) => waiting.push((size) => resolve(success({ ...EMPTY, size })))),
      },
    });
    const store = createRegisterStore(client.register);
    const first = store.getState().load();
    const second = store.getState().setFilter({ search: 'a' });
    waiting[1]?.(2);
    await second;
    waiting[0]?.(1);
    await first;
    expect(store.getState().listing?.size).toBe(2);
  });

  it('A growing register clears its check, and an entry that was not recorded is reported', async () => {
    const { client, raise } = createStandIn(contract, {
      register: { list: () => success(EMPTY), verify: () => success(AUDIT) },
    });
    const store = createRegisterStore(client.register);
    await store.getState().verify();
    expect(store.getState().audit).toEqual({ step: 'checked', audit: AUDIT });
    raise.register.changed(1);
    expect(store.getState().audit).toEqual({ step: 'none' });
    raise.register.unrecorded({ code: 'STORE_UNWRITABLE' });
    expect(store.getState().unrecorded).toEqual({ code: 'STORE_UNWRITABLE' });
    store.getState().dismissUnrecorded();
    expect(store.getState().unrecorded).toBeNull();
  });

  it('The entry of a file that was sealed by mistake opens with the form that records it as void, once', async () => {
    const entry = sealedEntry(3);
    const { client } = createStandIn(contract, {
      register: { list: () => success({ ...EMPTY, size: 4, entries: [{ index: 3, entry }] }) },
    });
    const { getState } = createRegisterStore(client.register);
    const shown = () => [getState().chosen, getState().startsVoiding];
    await getState().showMistake(entry.document?.sm3After ?? '');
    expect(shown()).toEqual([3, true]);
    getState().startedVoiding();
    expect(shown()).toEqual([3, false]);
    await getState().showMistake(entry.document?.sm3After ?? '');
    getState().choose(null);
    getState().choose(3);
    expect(shown()).toEqual([3, false]);
    await getState().showMistake('another file');
    expect(shown()).toEqual([null, false]);
  });

  it('The store shows why a check or an export failed', async () => {
    const { client } = createStandIn(contract, {
      register: {
        verify: () => failure({ code: 'STORE_DAMAGED' }),
        exportCsv: () => failure({ code: 'OUTPUT_UNWRITABLE' }),
      },
    });
    const store = createRegisterStore(client.register);
    await store.getState().verify();
    expect(store.getState()).toMatchObject({ audit: { step: 'none' }, problem: { code: 'STORE_DAMAGED' } });
    await store.getState().exportCsv(true);
    expect(store.getState()).toMatchObject({ done: null, problem: { code: 'OUTPUT_UNWRITABLE' } });
  });
});
