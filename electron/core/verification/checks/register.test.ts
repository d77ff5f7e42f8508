import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../shared/errors.ts';
import type { RegisterMark } from '../../../shared/model/verification-report.ts';
import { toHex } from '../../bytes/encodings.ts';
import { appendRevision } from '../fixtures/append-revision.ts';
import { makeHarness } from '../fixtures/harness.ts';

const { engine, only, sealedBy } = await makeHarness();
const sealed = await sealedBy();
const sealedHash = toHex(engine.sm3(sealed));
const mark: RegisterMark = { kind: 'voided', at: '2026-06-20T00:00:00.000Z', reason: '合同重签' };
const registerMarks = (sm3: string) => Promise.resolve(sm3 === sealedHash ? [mark] : []);

describe('A file that the register has as void (作废)', () => {
  it('keeps its valid signature, and the first note says that it is void, since when and why', async () => {
    const report = await only(sealed, { registerMarks });
    expect([report.verdict, report.reasons[0]]).toEqual(['valid', 'VOIDED_HERE']);
    expect(report.checks.register).toEqual({
      result: 'pass',
      code: 'VOIDED_HERE',
      facts: { voidedAt: mark.at, voidReason: '合同重签' },
    });
  });

  it('is recognised after somebody has appended to it', async () => {
    const report = await only(appendRevision(sealed, {}), { registerMarks });
    expect(report.checks.register.code).toBe('VOIDED_HERE');
  });

  it('leaves other files alone, and so does a register that cannot be read', async () => {
    const other = await sealedBy({ signedAt: '2026-06-02T00:00:00Z' });
    expect((await only(other, { registerMarks })).checks.register.code).toBe('NOT_CHECKED');
    const unreadable = () => Promise.reject(new CodedError('STORE_DAMAGED'));
    expect((await only(sealed, { registerMarks: unreadable })).checks.register.code).toBe('NOT_CHECKED');
  });
});
