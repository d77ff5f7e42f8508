import { describe, expect, it } from 'vitest';
import type { OpenedAuditView } from '../../../electron/shared/model/audit-view.ts';
import type { RegisterListing } from '../../../electron/shared/model/register.ts';
import { failure, type Result, success } from '../../../electron/shared/result.ts';
import { contract } from '../../../electron/wire/window/contract.ts';
import { createStandIn } from '../../../electron/wire/window/stand-in.ts';
import { createAuditStore } from './audit-store.ts';

const AUDITED: OpenedAuditView = {
  ...{ name: 'sealdesk', folder: '/mnt/audit', source: 'home', register: null, exported: null },
  ...{ acts: {}, from: null, to: null, lossReports: [], applications: [], statements: [] },
};
const LISTING: RegisterListing = { size: 3, entries: [], next: 1, unreadable: [], voided: [], taken: [] };

function setUp(answer: Result<OpenedAuditView | null> = success(AUDITED)) {
  const asked: unknown[] = [];
  const { client, calls } = createStandIn(contract, {
    audit: {
      open: () => answer,
      list: (query) => {
        asked.push(query);
        return success(LISTING);
      },
      close: () => success(null),
    },
  });
  return { store: createAuditStore(client.audit), asked, calls };
}

describe('createAuditStore', () => {
  it('A source is opened with its entries, filtered and read on, and nothing else is asked of main', async () => {
    const { store, asked, calls } = setUp();
    store.getState().show();
    await store.getState().open('folder');
    await store.getState().setFilter({ search: '合同' });
    await store.getState().more();
    expect(store.getState()).toMatchObject({
      isShown: true,
      audited: AUDITED,
      working: false,
      problem: null,
    });
    expect(asked).toEqual([
      { search: '', uses: true },
      { search: '合同', uses: true },
      { search: '合同', uses: true, before: 1 },
    ]);
    await store.getState().leave();
    expect(store.getState()).toMatchObject({ isShown: false, audited: null, listing: null });
    expect(new Set(calls)).toEqual(new Set(['audit.open', 'audit.list', 'audit.close']));
  });

  it('A source that cannot be read leaves what was open, and says why', async () => {
    const { store } = setUp(failure({ code: 'AUDIT_SOURCE_UNKNOWN' }));
    store.setState({ isShown: true, audited: AUDITED });
    await store.getState().open('file');
    expect(store.getState()).toMatchObject({ audited: AUDITED, problem: { code: 'AUDIT_SOURCE_UNKNOWN' } });
  });

  it('A source that opens after the person has left is closed, and not shown', async () => {
    const { store, asked, calls } = setUp();
    store.getState().show();
    const opening = store.getState().open('folder');
    await store.getState().leave();
    await opening;
    expect(store.getState()).toMatchObject({ isShown: false, audited: null, working: false });
    expect([asked, calls.at(-1)]).toEqual([[], 'audit.close']);
  });

  it('A person who picks nothing changes nothing', async () => {
    const { store, asked } = setUp(success(null));
    await store.getState().open('file');
    expect([store.getState().audited, asked]).toEqual([null, []]);
  });
});
