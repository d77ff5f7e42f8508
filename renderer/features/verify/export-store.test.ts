import { describe, expect, it } from 'vitest';
import type { Result } from '../../../electron/shared/result.ts';
import { failure, success } from '../../../electron/shared/result.ts';
import { contract } from '../../../electron/wire/window/contract.ts';
import type { SavedExport } from '../../../electron/shared/model/verdict-export.ts';
import { createStandIn } from '../../../electron/wire/window/stand-in.ts';
import { createExportStore } from './export-store.ts';

const saved: SavedExport = {
  ...{ kind: 'evidence', name: '合同_证据包.zip', manifestSm3: 'a'.repeat(64), unanswered: [] },
};

function setUp(answer: () => Result<SavedExport | null> | Promise<Result<SavedExport | null>>) {
  const { client } = createStandIn(contract, { verify: { export: answer } });
  return createExportStore(client.verify, () => Promise.resolve());
}

describe('createExportStore', () => {
  it('The store says what was saved', async () => {
    const store = setUp(() => success(saved));
    await store.getState().save('a', 'evidence');
    expect(store.getState().state).toEqual({ step: 'saved', saved });
    store.getState().clear();
    expect(store.getState().state).toEqual({ step: 'idle' });
  });

  it('Nothing is said when the person changes their mind', async () => {
    const store = setUp(() => success(null));
    await store.getState().save('a', 'pdf');
    expect(store.getState().state).toEqual({ step: 'idle' });
  });

  it('A failure is shown, and a second export waits for the first', async () => {
    const first = Promise.withResolvers<Result<SavedExport | null>>();
    let asked = 0;
    const store = setUp(() => {
      asked += 1;
      return first.promise;
    });
    const running = store.getState().save('a', 'pdf');
    await store.getState().save('a', 'html');
    store.getState().clear();
    expect([asked, store.getState().state]).toEqual([1, { step: 'saving', kind: 'pdf' }]);
    first.resolve(failure({ code: 'OUTPUT_UNWRITABLE' }));
    await running;
    expect(store.getState().state).toEqual({ step: 'failed', error: { code: 'OUTPUT_UNWRITABLE' } });
  });
});
