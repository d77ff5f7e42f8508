import { describe, expect, it } from 'vitest';
import type { OpenDocument } from '../../../../electron/shared/model/sealing.ts';
import type { BatchChange, BatchRow } from '../../../../electron/shared/model/verification-batch.ts';
import { failure, success, type Result } from '../../../../electron/shared/result.ts';
import { contract, type ContractHandlers } from '../../../../electron/wire/window/contract.ts';
import { createStandIn } from '../../../../electron/wire/window/stand-in.ts';
import { openedDocument } from '../../../lib/fixtures/opened-document.ts';
import { messages } from '../../../lib/i18n/use-texts.ts';
import { progressText } from './batch-panel.tsx';
import { createBatchStore } from './batch-store.ts';

const document = openedDocument('d', { name: 'a.pdf', folder: '/', isSigned: true });
const row = (number: number, state: BatchRow['state'] = 'waiting'): BatchRow => ({
  ...{ id: `${number}`, number, name: `${number}.pdf`, folder: '/', state, outcome: null },
});
const change = (rows: readonly BatchRow[], done = 0): BatchChange => ({
  rows,
  progress: { done, total: 2, running: true, remainingSeconds: null },
});

function setUp(handlers: Partial<ContractHandlers['verifyMany']>) {
  const { client, raise } = createStandIn(contract, { verifyMany: handlers });
  const reported: Result<OpenDocument>[] = [];
  const opened: OpenDocument[] = [];
  const store = createBatchStore(client.verifyMany, {
    report: (result) => void reported.push(result),
    opened: (each) => void opened.push(each),
  });
  return { store, reported, opened, tell: raise.verifyMany.changed };
}

describe('createBatchStore', () => {
  it('The table appears with two documents and follows what main tells of them', async () => {
    const { store, tell } = setUp({
      chooseFiles: () => success({ kind: 'table', found: 2, truncated: false }),
      view: () => success(change([])),
    });
    await store.getState().load();
    await store.getState().chooseFiles();
    tell(change([row(1), row(2)]));
    tell(change([row(2, 'done')], 1));
    const { rows, progress, isShown } = store.getState();
    expect([rows.map(({ state }) => state), progress.done, isShown]).toEqual([['waiting', 'done'], 1, true]);
  });

  it('A page that was loaded again takes the whole table, also where main tells of a later row first', async () => {
    let views = 0;
    const { store, tell } = setUp({
      view: () => {
        views += 1;
        return success(change([row(1, 'done'), row(2, 'running')], 1));
      },
    });
    tell(change([row(2, 'running')], 1));
    tell(change([row(2, 'running')], 1));
    await store.getState().load();
    const { rows, isShown } = store.getState();
    expect([rows.map(({ state }) => state), isShown, views]).toEqual([['done', 'running'], true, 1]);
    tell(change([row(2, 'done')], 2));
    await store.getState().load();
    expect([store.getState().rows[1]?.state, views]).toEqual(['done', 1]);
  });

  it('A single document is reported, also beside a table, which a page that is loaded again has', async () => {
    const { store, reported } = setUp({
      chooseFolder: () => success({ kind: 'document', document: success(document) }),
      view: () => success(change([row(1), row(2)])),
    });
    await store.getState().load();
    expect([store.getState().isShown, store.getState().rows.length]).toEqual([true, 2]);
    await store.getState().chooseFolder();
    expect([store.getState().isShown, reported]).toEqual([false, [success(document)]]);
  });

  it('A further file that cannot be opened leaves the table in sight', async () => {
    const { store, reported } = setUp({
      chooseFiles: () => success({ kind: 'document', document: failure({ code: 'NOT_A_PDF' }) }),
    });
    await store.getState().chooseFiles();
    expect(reported).toEqual([failure({ code: 'NOT_A_PDF' })]);
    store.getState().show(true);
    await store.getState().chooseFiles();
    expect([store.getState().isShown, store.getState().notice?.kind, reported.length]).toEqual([
      ...[true, 'openFailed', 1],
    ]);
  });

  it('A person who changes their mind, an empty folder and too many files each say so or nothing', async () => {
    const answers = [null, { found: 0, truncated: false }, { found: 5000, truncated: true }];
    const { store } = setUp({
      chooseFolder: () => {
        const answer = answers.shift() ?? null;
        return success(answer === null ? null : { kind: 'table', ...answer });
      },
    });
    const kinds: (string | undefined)[] = [];
    for (let round = 0; round < 3; round += 1) {
      await store.getState().chooseFolder();
      kinds.push(store.getState().notice?.kind);
    }
    expect(kinds).toEqual([undefined, 'nothingFound', 'truncated']);
  });

  it('A line opens its document, or says why not; the table is saved under the name that is chosen', async () => {
    const results = [success(document), failure({ code: 'FILE_NOT_FOUND' })];
    const { store, opened } = setUp({
      open: () => results.shift() ?? failure({ code: 'INTERNAL' }),
      export: ({ format }) => success(`结果.${format}`),
    });
    await store.getState().open('1');
    expect([opened, store.getState().notice]).toEqual([[document], null]);
    await store.getState().open('2');
    expect(store.getState().notice).toEqual({ kind: 'openFailed', error: { code: 'FILE_NOT_FOUND' } });
    await store.getState().save('csv');
    expect(store.getState().notice).toEqual({ kind: 'exported', name: '结果.csv' });
  });

  it('A column sorts one way, the other way, and as added', () => {
    const { store } = setUp({});
    const orders = Array.from({ length: 3 }, () => {
      store.getState().sortBy('verdict');
      return store.getState().order;
    });
    expect(orders).toEqual([
      { column: 'verdict', descending: false },
      { column: 'verdict', descending: true },
      { column: null, descending: false },
    ]);
  });
});

it('The progress says counts and the time that is left', () => {
  const { verifyMany } = messages['zh-CN'];
  const running = { done: 37, total: 120, running: true };
  expect([
    progressText({ ...running, remainingSeconds: null }, verifyMany),
    progressText({ ...running, remainingSeconds: 20 }, verifyMany),
    progressText({ ...running, remainingSeconds: 70 }, verifyMany),
    progressText({ ...running, running: false, remainingSeconds: null }, verifyMany),
  ]).toEqual([
    '已验证 37/120',
    '已验证 37/120，剩余约 20 秒',
    '已验证 37/120，剩余约 1 分钟',
    '已停止：验证了 37/120，其余未验',
  ]);
});
