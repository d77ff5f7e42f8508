import { describe, expect, it } from 'vitest';
import type {
  OfferedMakerList,
  OfferedTrustList,
  TrustListsView,
} from '../../../electron/shared/model/trust-lists.ts';
import { failure, success } from '../../../electron/shared/result.ts';
import { createTrustListStore } from './trust-list-store.ts';

const EMPTY: TrustListsView = { kept: [], platforms: [], makers: [], boundTo: [], offered: [] };

const OFFER: OfferedTrustList = {
  ...{ source: 'sample', number: 1, issuedAt: '2026-01-01T00:00:00Z', nextUpdate: '2027-01-01T00:00:00Z' },
  ...{ isOutdated: false, signer: { subject: 'CN=签发', sm3: 'ab'.repeat(32), sha256: 'cd'.repeat(32) } },
  ...{ roots: [], authorities: [], timeStampers: [], makers: [] },
  revocationLists: { count: 0, asOf: null },
  ...{ step: 'new', file: 'a.trustlist.json' },
};

describe('The store of the lists of trust and makers', () => {
  const made = (offer: OfferedTrustList | OfferedMakerList | null) => {
    const accepted: (string | null)[] = [];
    const store = createTrustListStore({
      showFolder: () => Promise.resolve(success(null)),
      lists: () => Promise.resolve(success(EMPTY)),
      choose: () => Promise.resolve(success(offer)),
      consider: () => Promise.resolve(failure({ code: 'TRUST_LIST_OLDER' })),
      accept: ({ fingerprint }) => {
        accepted.push(fingerprint);
        return Promise.resolve(success(EMPTY));
      },
      remove: () => Promise.resolve(success(EMPTY)),
    });
    return { store, accepted };
  };

  it('A list of makers alone waits for the person too', async () => {
    const { store, accepted } = made({
      ...{ kind: 'makers', file: 'a.makers.json', number: 1, issuedAt: '2026-01-01T00:00:00Z' },
      ...{ signer: 'CN=管理员', sm3: 'ef'.repeat(32), makers: ['CN=制章者'] },
    });
    await store.getState().choose();
    expect([store.getState().step.kind, accepted]).toEqual(['confirmingMakers', []]);
    await store.getState().confirm();
    expect([store.getState().step, accepted]).toEqual([
      { kind: 'taken', source: 'CN=管理员' },
      ['ef'.repeat(32)],
    ]);
  });

  it('A new list waits for the person, and is taken over by the fingerprint that was shown', async () => {
    const { store, accepted } = made(OFFER);
    await store.getState().choose();
    expect([store.getState().step.kind, accepted]).toEqual(['confirming', []]);
    await store.getState().confirm();
    expect([store.getState().step, accepted]).toEqual([
      { kind: 'taken', source: 'sample' },
      [OFFER.signer.sm3],
    ]);
  });

  it('Whoever turns away takes nothing over', async () => {
    const { store, accepted } = made(OFFER);
    await store.getState().choose();
    store.getState().go({ kind: 'none' });
    await store.getState().confirm();
    expect(accepted).toEqual([]);
  });

  it('The next list of a confirmed signer is taken over at once', async () => {
    const { store, accepted } = made({ ...OFFER, step: 'renewal' });
    await store.getState().choose();
    expect([store.getState().step.kind, accepted]).toEqual(['taken', [null]]);
  });

  it('A closed dialog changes nothing, and a refusal is shown', async () => {
    const { store } = made(null);
    await store.getState().choose();
    expect(store.getState()).toMatchObject({ busy: false, problem: null, step: { kind: 'none' } });
    await store.getState().consider('a');
    expect(store.getState()).toMatchObject({ busy: false, problem: { code: 'TRUST_LIST_OLDER' } });
  });
});
