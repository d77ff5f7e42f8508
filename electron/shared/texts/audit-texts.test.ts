import { describe, expect, it } from 'vitest';
import type { RegisterAudit } from '../model/register.ts';
import { auditTexts } from './audit-texts.ts';

const intact = (size: number): RegisterAudit => ({
  ...{ size, root: '', checkpoints: 1, signedCheckpoints: 1, signers: [], countersigners: [] },
  ...{ protectedSize: size, sound: true, finding: null, outside: [], tokensWithout: [], renewals: [] },
});
const exported = (size: number) => ({ size, missing: [], missingCount: 0, repeats: false });

describe('The English result of a check', () => {
  it.each([
    [1, 'The register is intact: 1 entry is as it was written.', 'The export has 1 entry, numbered'],
    [2, 'The register is intact: 2 entries are as they were written.', 'The export has 2 entries, numbered'],
  ])('counts %i in the right number', (size, whole, copy) => {
    expect(auditTexts.en.result(intact(size))).toContain(whole);
    expect(auditTexts.en.exported(exported(size))[0]).toContain(copy);
  });
});
