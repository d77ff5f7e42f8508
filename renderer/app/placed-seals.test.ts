import { describe, expect, it } from 'vitest';
import { keywordRule, pointRule } from '../features/seal/place-rows.ts';
import { placedSeals } from './placed-seals.ts';

const company = { tokenSerial: '01', esId: 'company', name: '公章', widthMm: 40, heightMm: 40 };
const person = { tokenSerial: '01', esId: 'person', name: '法定代表人名章', widthMm: 20, heightMm: 20 };
const sheet = { widthMm: 210, heightMm: 297 };

describe('the seals of a queue', () => {
  it('have each the places of their own rows, and the last page of one document is the last of every one', () => {
    const rows = [
      { id: 1, seal: company, rule: pointRule({ page: 1, xMm: 50, yMm: 60 }) },
      { id: 2, seal: person, rule: keywordRule('法定代表人') },
    ];
    const placed = placedSeals({
      state: { step: 'placed', choice: person, rows },
      subject: { documentId: 'd', pages: [sheet, sheet], fields: [] },
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
