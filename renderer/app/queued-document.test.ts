import { describe, expect, it } from 'vitest';
import type { OpenDocument } from '../../electron/shared/model/sealing.ts';
import type { SealingRow } from '../../electron/shared/model/sealing-batch.ts';
import { failure, success } from '../../electron/shared/result.ts';
import { contract } from '../../electron/wire/window/contract.ts';
import type { QueueOrder, SealingQueueView } from '../../electron/wire/window/seal-many.ts';
import { createStandIn } from '../../electron/wire/window/stand-in.ts';
import { openedDocument } from '../lib/fixtures/opened-document.ts';
import { DocumentPasswords } from '../lib/pdf-view/document-passwords.ts';
import { LoadedDocuments } from '../lib/pdf-view/loaded-documents.ts';
import { createStores } from './stores.ts';

const choice = { tokenSerial: '01', esId: 'seal', name: '合同专用章', widthMm: 40, heightMm: 40 };
const PAGES = [{ widthMm: 210, heightMm: 297 }];
const document = (id: string): OpenDocument =>
  openedDocument(id, { sealability: { possible: true, pages: PAGES, emptyFields: [] } });

const rowOf = (id: string, index: number): SealingRow => ({
  ...{ id, number: index + 1, name: `${id}.pdf`, folder: '', madeFrom: null, state: 'waiting' },
  ...{ plan: null, error: null, output: null, sealed: null },
});

function viewOf(ids: readonly string[]): SealingQueueView {
  return {
    rows: ids.map(rowOf),
    progress: {
      ...{ phase: { step: 'collecting' }, done: 0, total: 0 },
      ...{ sealed: 0, failed: 0, remainingSeconds: null },
    },
    ...{ outFolder: '/out', convertible: 0, converter: null, seals: [], locks: false, unfinished: [] },
  };
}

/** A window in which a contract has a seal at 100, 100, and on which the documents of a queue are dropped. */
async function queueBesideContract(ids: readonly string[], unreadable: readonly string[] = []) {
  const orders: QueueOrder[] = [];
  const { client } = createStandIn(contract, {
    documents: { close: () => success(null) },
    sealMany: {
      addDropped: () => success({ found: ids.length, truncated: false }),
      view: () => success(viewOf(ids)),
      open: ({ id }) => (unreadable.includes(id) ? failure({ code: 'NOT_A_PDF' }) : success(document(id))),
      check: (order) => {
        orders.push(order);
        return success(null);
      },
      clear: () => success(null),
    },
  });
  const nothing = (): never => {
    throw new Error('no page is drawn');
  };
  const passwords = new DocumentPasswords();
  const stores = createStores(client, { open: nothing, loaded: new LoadedDocuments(nothing), passwords });
  const { documents, seal, queue } = stores;
  const put = (xMm: number): void => {
    seal.getState().choose(choice);
    seal.getState().place({ page: 0, xMm, yMm: 100 });
  };
  documents.getState().show(success(document('contract')));
  put(100);
  await queue.getState().addDropped([new File([], 'first.pdf')]);
  /** The document in front, where its seals are, and whether they are those of the queue. */
  const front = (): unknown => {
    const { state, subject } = seal.getState();
    const rules = 'rows' in state ? state.rows.map(({ rule }) => rule) : [];
    const places = rules.map((rule) => (rule.kind === 'point' ? rule.xMm : rule.kind));
    return [subject?.documentId, places, stores.isQueued(seal.getState())];
  };
  const ordered = async (): Promise<unknown> => {
    orders.length = 0;
    await queue.getState().check();
    return orders.map(({ seals }) => seals.map(({ target }) => target));
  };
  return { documents, queue, put, front, ordered };
}

describe('the queue', () => {
  it('takes no seal over from the document that was open before it', async () => {
    const { queue, put, front, ordered } = await queueBesideContract(['first', 'second']);
    expect(front()).toEqual(['first', [], true]);
    expect(await ordered()).toEqual([]);
    put(60);
    await queue.getState().open('second');
    expect(front()).toEqual(['second', [60], true]);
    expect(await ordered()).toMatchObject([[{ kind: 'list', places: [{ xMm: 60 }] }]]);
  });

  it('takes none over when its first document cannot be opened', async () => {
    const { queue, front, ordered } = await queueBesideContract(['broken', 'second'], ['broken']);
    expect(front()).toEqual(['contract', [100], false]);
    expect(await ordered()).toEqual([]);
    await queue.getState().open('second');
    expect(front()).toEqual(['second', [], true]);
  });

  it('keeps its seals and those of a document that is opened beside it apart', async () => {
    const { documents, queue, put, front, ordered } = await queueBesideContract(['first', 'second']);
    put(60);
    documents.getState().select('contract');
    expect(front()).toEqual(['contract', [100], false]);
    expect(await ordered()).toMatchObject([[{ places: [{ xMm: 60 }] }]]);
    await queue.getState().open('second');
    expect(front()).toEqual(['second', [60], true]);
    await queue.getState().leave();
    expect(front()).toEqual(['contract', [100], false]);
  });
});
