import { describe, expect, it } from 'vitest';
import type { KeptApplication } from './application-book.ts';
import { knowledge } from '../sealing-gate/fixtures/situation.ts';
import { withRenewedHere } from './renewed-here.ts';

const STORED = '2026-11-23T00:00:00.000Z';

const renewedTo = (esId: string, storedAt: string | null): KeptApplication => ({
  ...{
    number: 'XQ-1',
    platformId: 'gd',
    kind: 'renewal',
    esId: 'OLD',
    sealName: '公章',
    reason: '有效期将满',
  },
  applicant: { name: '王小敏', role: 'agent', contact: '0755-0000 0009' },
  ...{ tokenSerial: 'T1', state: 'approved', submittedAt: STORED, decidedAt: STORED, decisionReason: null },
  ...{ checkedAt: STORED, steps: [], secret: null, certificate: null, seal: null },
  newSeal: {
    ...{ esId, name: '公章', validTo: STORED, widthMm: 40, heightMm: 40, pictureType: 'png', picture: '' },
    storedAt,
  },
});

const statusOf = async (esId: string, application: KeptApplication) => {
  const known = withRenewedHere(
    { of: async () => knowledge({ status: null }) },
    { all: async () => [application] },
  );
  return (await known.of({ esId, name: '公章', tokenSerial: 'T1' }))?.status ?? null;
};

describe('a seal whose successor was written to a key here', () => {
  it('counts as replaced from then on, and the successor does not', async () => {
    expect(await statusOf('OLD', renewedTo('NEW', STORED))).toMatchObject({
      ...{ state: 'replaced', since: STORED, replacedBy: 'NEW' },
    });
    expect(await statusOf('NEW', renewedTo('NEW', STORED))).toBeNull();
  });

  it.each([
    ['that waits to be written', renewedTo('NEW', null)],
    ['that goes on under the same number', renewedTo('OLD', STORED)],
  ])('is not barred by a successor %s', async (_, application) => {
    expect(await statusOf('OLD', application)).toBeNull();
  });
});
