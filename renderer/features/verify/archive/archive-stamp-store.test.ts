import { describe, expect, it } from 'vitest';
import type { SavedArchiveStamp } from '../../../../electron/shared/model/archive-stamp.ts';
import { failure, type Result, success } from '../../../../electron/shared/result.ts';
import { contract } from '../../../../electron/wire/window/contract.ts';
import { createStandIn } from '../../../../electron/wire/window/stand-in.ts';
import { createArchiveStampStore } from './archive-stamp-store.ts';

const stamped: SavedArchiveStamp = {
  ...{ name: '合同_归档.pdf', stampedAt: '2026-06-01T00:00:00Z', renewBy: null, missing: [] },
};

function setUp(answer: () => Result<SavedArchiveStamp | null> | Promise<Result<SavedArchiveStamp | null>>) {
  return createArchiveStampStore(createStandIn(contract, { verify: { archiveStamp: answer } }).client.verify);
}

describe('createArchiveStampStore', () => {
  it('says what was made, and nothing when the person changes their mind', async () => {
    const store = setUp(() => success(stamped));
    await store.getState().stamp('a');
    expect(store.getState().state).toEqual({ step: 'stamped', stamped });
    store.getState().clear();
    expect(store.getState().state).toEqual({ step: 'idle' });
    const other = setUp(() => success(null));
    await other.getState().stamp('a');
    expect(other.getState().state).toEqual({ step: 'idle' });
  });

  it('shows a failure, and asks once at a time', async () => {
    const first = Promise.withResolvers<Result<SavedArchiveStamp | null>>();
    let asked = 0;
    const store = setUp(() => ((asked += 1), first.promise));
    const running = store.getState().stamp('a');
    await store.getState().stamp('a');
    store.getState().clear();
    expect([asked, store.getState().state]).toEqual([1, { step: 'stamping' }]);
    first.resolve(failure({ code: 'ARCHIVE_STAMP_NOT_VALID' }));
    await running;
    expect(store.getState().state).toEqual({ step: 'failed', error: { code: 'ARCHIVE_STAMP_NOT_VALID' } });
  });
});
