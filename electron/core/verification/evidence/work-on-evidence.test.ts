import { describe, expect, it } from 'vitest';
import { CERTIFICATE_BUDGET, PDF_BUDGET } from '../../budgets.ts';
import { latin1Bytes } from '../../bytes/encodings.ts';
import { memorySource } from '../../bytes/byte-source.ts';
import { makeHarness, ORDINARY } from '../fixtures/harness.ts';
import { sealPdf } from '../fixtures/mini-world.ts';
import { verifyPdf } from '../verify.ts';
import type { SignatureContext } from './context.ts';
import { StoredStatements } from './stamped-statements.ts';

const harness = await makeHarness();
const { engine, trust } = harness;

const meterOf = ({ document }: SignatureContext) => document.source.meter;

describe('hashing for signatures', () => {
  it('counts one pass for all signatures and what follows each value, and ends where a document makes it hash too much', async () => {
    const first = await harness.sealedBy();
    const both = await sealPdf(harness, first, { signer: harness.second });
    const hashed: number[] = [];
    const inputs = { engine, trust, ...ORDINARY };
    const counting = (context: SignatureContext): void =>
      void hashed.push(meterOf(context)?.spent.hashedBytes ?? 0);
    expect((await verifyPdf(memorySource(both), { ...inputs, onGathered: counting })).verdict).toBe('valid');
    const [one = 0, two = 0] = hashed;
    // The second one covers the first, so that the pass for the first one leads up to its value.
    expect(one).toBeGreaterThan(first.length);
    expect(two).toBeGreaterThan(one);
    expect(two).toBeLessThan(both.length);

    const most = PDF_BUDGET.hashedBytes + PDF_BUDGET.hashedTimesSize * both.length;
    let left = true;
    const greedy = (context: SignatureContext): void => {
      if (left) meterOf(context)?.spend('hashedBytes', most - one);
      left = false;
    };
    expect(await verifyPdf(memorySource(both), { ...inputs, onGathered: greedy })).toEqual({
      ...{ verdict: 'error', signatures: [] },
      error: { code: 'FILE_OVER_BUDGET', details: { budget: 'hashedBytes', most } },
    });
  });
});

describe('statements in security stores', () => {
  const large = (letter: string): Uint8Array => latin1Bytes(letter.repeat(9 * 1024 * 1024));

  it('are read once, whatever number of versions hold them, and not beyond a number of bytes', () => {
    const statement = { payload: 'e30', protected: 'e30', signature: '' };
    const kept = latin1Bytes(JSON.stringify(statement));
    const stored = new StoredStatements();
    const [read] = stored.of({ statements: [kept, large('x')] });
    expect(read).toEqual(statement);
    const [again] = stored.of({ statements: [kept.slice(), large('x')] });
    expect(again).toBe(read);
    expect(() => stored.of({ statements: [large('y')] })).toThrow(
      expect.objectContaining({
        code: 'FILE_OVER_BUDGET',
        details: { budget: 'statementBytes', most: CERTIFICATE_BUDGET.statementBytes },
      }),
    );
  });
});
