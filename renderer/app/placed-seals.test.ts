import { describe, expect, it } from 'vitest';
import { failure, type Result, success } from '../../electron/shared/result.ts';
import type { ApprovalItem } from '../../electron/shared/model/approval.ts';
import { approvals as group } from '../../electron/wire/window/approvals.ts';
import { createStandIn } from '../../electron/wire/window/stand-in.ts';
import { contract } from '../../electron/wire/window/contract.ts';
import { createApprovalsStore } from '../features/approvals/approvals-store.ts';
import { dateRule, handwritingRule } from '../features/seal/places/beside/beside-rows.ts';
import { createPreflightStore } from '../features/seal/preflight-store.ts';
import { keywordRule, pointRule } from '../features/seal/places/place-rows.ts';
import { askApproval, examinePlaced, placedSeals } from './placed-seals.ts';

const company = { tokenSerial: '01', esId: 'company', name: '公章', widthMm: 40, heightMm: 40 };
const person = { tokenSerial: '01', esId: 'person', name: '法定代表人名章', widthMm: 20, heightMm: 20 };
const sheet = { widthMm: 210, heightMm: 297 };

const rows = [
  { id: 1, seal: company, rule: pointRule({ page: 1, xMm: 50, yMm: 60 }) },
  { id: 2, seal: person, rule: keywordRule('法定代表人') },
];
const inHand = {
  state: { step: 'placed', choice: person, rows },
  subject: { documentId: 'd', pages: [sheet, sheet], fields: [], format: 'pdf' },
} as const;

describe('the seals of a queue', () => {
  it('have each the places of their own rows, and the last page of one document is the last of every one', () => {
    const placed = placedSeals({
      ...inHand,
      statesPurpose: false,
      particulars: { purpose: '', counterpart: '', applicant: '', approver: '', keeper: '' },
    });
    const last = [{ kind: 'span', from: -1, to: -1 }];
    expect(placed?.seals).toEqual([
      {
        ...{ tokenSerial: '01', esId: 'company' },
        target: { kind: 'list', field: null, places: [{ kind: 'point', pages: last, xMm: 50, yMm: 60 }] },
      },
      {
        ...{ tokenSerial: '01', esId: 'person' },
        target: { kind: 'list', field: null, places: [keywordRule('法定代表人')] },
      },
    ]);
  });
});

describe('the examination before sealing', () => {
  it('is of every seal that has a place, each once', async () => {
    const asked: unknown[] = [];
    const { client } = createStandIn(contract, {
      seal: {
        examine: ({ seals }) => {
          asked.push(seals);
          return success({ colour: 'green', rows: [], toAccept: [] });
        },
      },
    });
    const preflight = createPreflightStore(client.seal);
    const placed = { ...inHand, bound: null };
    examinePlaced(placed, preflight);
    const [first] = rows;
    const again = first === undefined ? [] : [{ ...first, id: 9 }];
    examinePlaced({ ...placed, state: { ...inHand.state, rows: [...rows, ...again] } }, preflight);
    await Promise.resolve();
    expect(asked).toEqual([
      [
        { tokenSerial: '01', esId: 'company' },
        { tokenSerial: '01', esId: 'person' },
      ],
    ]);
  });
});

describe('what stands beside the seals of a queue', () => {
  it('is the date, and no signature of a person, who reads one document at a time', () => {
    const beside = [
      { id: 3, seal: person, rule: dateRule('日期') },
      {
        ...{ id: 4, seal: person },
        rule: handwritingRule(
          { picture: new Uint8Array(1), width: 2, height: 1 },
          { page: 0, xMm: 50, yMm: 50 },
          sheet,
        ),
      },
    ];
    const placed = placedSeals({
      ...{ subject: inHand.subject, statesPurpose: false },
      state: { ...inHand.state, rows: [...rows, ...beside] },
      particulars: { purpose: '', counterpart: '', applicant: '', approver: '', keeper: '' },
    });
    expect(placed?.seals[1]?.target).toMatchObject({ beside: [dateRule('日期')] });
  });
});

describe('a request for approval', () => {
  const request = async (answer: (esId: string) => Result<ApprovalItem>) => {
    const asked: unknown[] = [];
    const { client } = createStandIn(
      { approvals: group },
      {
        approvals: {
          describe: (wanted) => {
            asked.push(wanted);
            return answer(wanted.esId);
          },
        },
      },
    );
    const store = createApprovalsStore(client.approvals, () => undefined);
    await askApproval({ ...inHand, locks: true }, store);
    return { asked, ...store.getState() };
  };
  const facts = { fileName: '合同.pdf', size: 1, sm3: '0', pages: 2, sealName: '' };

  it('has every placed seal with the places that are its own', async () => {
    const target = { kind: 'place', page: 1, xMm: 50, yMm: 60 } as const;
    const { asked, draft } = await request((esId) => success({ ...facts, esId, target }));
    expect(asked).toEqual([
      { documentId: 'd', tokenSerial: '01', esId: 'company', target, locks: false },
      {
        ...{ documentId: 'd', tokenSerial: '01', esId: 'person', locks: true },
        target: { kind: 'list', field: null, places: [keywordRule('法定代表人')] },
      },
    ]);
    expect(draft.map(({ esId }) => esId)).toEqual(['company', 'person']);
  });

  it('says why a seal cannot be asked for, and goes no further', async () => {
    const { asked, problem } = await request(() => failure({ code: 'TOKEN_REMOVED' }));
    expect([asked.length, problem?.code]).toEqual([1, 'TOKEN_REMOVED']);
  });
});
