import { describe, expect, it } from 'vitest';
import { approvals as group } from '../../../electron/wire/window/approvals.ts';
import { createStandIn } from '../../../electron/wire/window/stand-in.ts';
import type { ApprovalItem, ApprovalView } from '../../../electron/shared/model/approval.ts';
import type { OpenDocument } from '../../../electron/shared/model/sealing.ts';
import { failure, success } from '../../../electron/shared/result.ts';
import { createApprovalsStore, type OpenedItem } from './approvals-store.ts';

const TARGET = { kind: 'place', page: 3, xMm: 50, yMm: 96 } as const;
const ITEM: ApprovalItem = {
  fileName: '合同.pdf',
  size: 1000,
  sm3: '0'.repeat(64),
  pages: 4,
  esId: 'SEAL1',
  sealName: '合同专用章',
  target: TARGET,
};
const VIEW = { request: { id: 'YY1', items: [ITEM] }, state: 'underReview' } as unknown as ApprovalView;
const DOCUMENT = { id: 'document', name: '合同.pdf' } as OpenDocument;
const KEY = { tokenSerial: '01', lastTryConfirmed: false };

type Handlers = NonNullable<Parameters<typeof createStandIn<{ approvals: typeof group }>>[1]['approvals']>;

function setUp(handlers: Handlers) {
  const standIn = createStandIn({ approvals: group }, { approvals: handlers });
  const opened: OpenedItem[] = [];
  const store = createApprovalsStore(standIn.client.approvals, (item) => void opened.push(item));
  return { ...standIn, opened, store, now: () => store.getState() };
}

describe('createApprovalsStore', () => {
  it('The prepared request lists each use once and keeps it across documents', async () => {
    const other = { ...ITEM, esId: 'SEAL2' };
    let item = ITEM;
    const { now } = setUp({ describe: () => success(item) });
    const wanted = { documentId: '', tokenSerial: '01', esId: 'SEAL1', target: TARGET, locks: false };
    await now().add(wanted);
    await now().add(wanted);
    item = other;
    await now().add(wanted);
    expect(now().draft).toEqual([ITEM, other]);
    expect(now().state).toEqual({ step: 'request' });
    now().removeItem(0);
    expect(now().draft).toEqual([other]);
  });

  it('A submitted request is shown; a refused one stays as it was typed', async () => {
    let answer: ReturnType<NonNullable<Handlers['request']>> = failure({ code: 'STORE_BUSY' });
    const { now } = setUp({ describe: () => success(ITEM), request: () => answer });
    await now().add({ documentId: '', tokenSerial: '01', esId: 'SEAL1', target: TARGET, locks: false });
    now().setForm({ applicant: '王小明', purpose: '采购' });
    await now().submit();
    expect([now().problem, now().draft.length, now().form.purpose]).toEqual([
      { code: 'STORE_BUSY' },
      1,
      '采购',
    ]);
    answer = success(VIEW);
    await now().submit();
    expect([now().state, now().draft, now().form]).toEqual([
      { step: 'details', id: 'YY1' },
      [],
      { applicant: '王小明', purpose: '', counterpart: '', validDays: 7 },
    ]);
  });

  it('The store submits a PIN once and zeroes it, to decide and to sign in alike', async () => {
    const taken: number[][] = [];
    const { now } = setUp({
      decide: ({ pin }) => {
        taken.push([...pin]);
        return failure({ code: 'PIN_WRONG' });
      },
      exchange: ({ pin }) => {
        taken.push([...pin]);
        return success({ changed: ['YY1'], conflicts: [] });
      },
    });
    const [first, second] = [Uint8Array.of(1, 2), Uint8Array.of(3, 4)];
    const said = { id: 'YY1', outcome: 'approved', approver: '林知远', comment: '' } as const;
    await now().decide({ ...said, ...KEY, pin: first });
    expect(now().problem).toEqual({ code: 'PIN_WRONG' });
    await now().exchange({ id: null, ...KEY, pin: second });
    expect([taken, [...first], [...second]]).toEqual([
      [
        [1, 2],
        [3, 4],
      ],
      [0, 0],
      [0, 0],
    ]);
    expect(now().exchanged).toEqual({ changed: ['YY1'], conflicts: [] });
  });

  it('The store opens a file of a request to view or to seal, and remembers the viewed one', async () => {
    const { now, opened, raise } = setUp({
      openItem: () => success(DOCUMENT),
      target: () => success(TARGET),
    });
    raise.approvals.changed([VIEW]);
    await now().openItem('YY1', 0, 'view');
    expect(now().viewed).toEqual({ documentId: 'document', item: ITEM });
    await now().openItem('YY1', 0, 'seal');
    expect(now().viewed).toBeNull();
    expect(opened.map(({ purpose, index, target }) => [purpose, index, target])).toEqual([
      ['view', 0, null],
      ['seal', 0, TARGET],
    ]);
  });

  it('A file that differs is not opened, and the differences are shown', async () => {
    const error = {
      code: 'APPROVAL_MISMATCH',
      details: { contentFound: 'a', contentApproved: 'b' },
    } as const;
    const { now, opened } = setUp({ chooseItem: () => failure(error), target: () => success(TARGET) });
    await now().chooseItem('YY1', 0, 'seal');
    expect([now().problem, opened]).toEqual([error, []]);
  });

  it('A file is not opened to be sealed while a picture that stands beside the seal is not here', async () => {
    const error = { code: 'APPROVAL_PICTURE_MISSING', details: { sm3: 'a' } } as const;
    const { now, opened } = setUp({ openItem: () => success(DOCUMENT), target: () => failure(error) });
    await now().openItem('YY1', 0, 'seal');
    expect([now().problem, opened]).toEqual([error, []]);
  });

  it('A request file from outside brings the approvals into view, valid or not', async () => {
    const { now, raise } = setUp({ list: () => success([]) });
    raise.approvals.arrived(success(VIEW));
    expect([now().calls, now().state]).toEqual([1, { step: 'details', id: 'YY1' }]);
    raise.approvals.arrived(failure({ code: 'APPROVAL_INVALID' }));
    expect([now().calls, now().problem]).toEqual([2, { code: 'APPROVAL_INVALID' }]);
    // The panel that comes into view loads its list.
    await now().load();
    expect([now().approvals, now().problem]).toEqual([[], { code: 'APPROVAL_INVALID' }]);
  });
});
