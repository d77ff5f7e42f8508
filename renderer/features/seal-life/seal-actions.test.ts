import { describe, expect, it } from 'vitest';
import type { RenewalWindow, SealReminder } from '../../../electron/shared/model/seal-standing.ts';
import type { SealInfo } from '../../../electron/shared/model/token.ts';
import { isRenewalDue, replacementDue } from './seal-actions.tsx';

const NOW = Date.parse('2026-11-22T00:00:00Z');
const BOUND: RenewalWindow = { state: 'open', by: 'holder', opensAt: '2026-11-01T00:00:00Z', closesAt: null };
const UNBOUND: RenewalWindow = { ...BOUND, opensAt: null };

const due = (
  renewal: RenewalWindow | null,
  reminders: readonly SealReminder['kind'][] = [],
  validTo = '2027-11-22T00:00:00Z',
): boolean => {
  const standing = { renewal, reminders: reminders.map((kind) => ({ kind })) };
  return isRenewalDue({ validTo, standing } as unknown as SealInfo, NOW);
};

describe('replacementDue', () => {
  const reasonOf = (code: string, replacementReason: unknown) =>
    replacementDue({
      standing: { refusal: { code, details: { replacementReason } } },
    } as unknown as SealInfo);

  it('A changed enterprise leads to a replacement with its reason, and nothing else does', () => {
    expect(reasonOf('SEALING_ENTERPRISE_CHANGED', 'dataChange')).toBe('dataChange');
    expect(reasonOf('SEALING_ENTERPRISE_CHANGED', 'madeUp')).toBe('other');
    expect(reasonOf('SEALING_SUSPENDED', 'dataChange')).toBeNull();
  });
});

describe('isRenewalDue', () => {
  it('Renewal is due within the window that the rules set', () => {
    expect(due(BOUND)).toBe(true);
    expect(due({ ...BOUND, state: 'notYet' })).toBe(false);
    expect(due({ ...BOUND, state: 'closed' })).toBe(false);
    expect(due(null)).toBe(false);
  });

  it('Renewal is due near the end or after it if the rules set no window', () => {
    expect(due(UNBOUND)).toBe(false);
    expect(due(UNBOUND, ['lists', 'idle'])).toBe(false);
    expect(due(UNBOUND, ['sealAndCertificate'])).toBe(true);
    expect(due(UNBOUND, [], '2026-11-21T00:00:00Z')).toBe(true);
  });
});
