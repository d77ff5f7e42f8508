import { describe, expect, it } from 'vitest';

import { EXIT } from './exit-status.ts';
import { statusOfError, statusOfReport, worstStatus } from './outcome-status.ts';

describe('exit status', () => {
  it('tells apart what a script must tell apart', () => {
    expect(statusOfError('SEAL_OFF_PAGE')).toBe(64);
    expect(statusOfError('PDF_ENCRYPTION_UNSUPPORTED')).toBe(65);
    expect(statusOfError('TOKEN_NOT_FOUND')).toBe(69);
    expect(statusOfError('OUTPUT_EXISTS')).toBe(73);
    expect(statusOfError('PIN_LOCKED')).toBe(77);
  });

  it('is the worst of several files', () => {
    expect(worstStatus([EXIT.done, EXIT.unsigned])).toBe(3);
    expect(worstStatus([EXIT.indeterminate, EXIT.invalid, EXIT.done])).toBe(1);
    expect(worstStatus([EXIT.invalid, EXIT.badInput])).toBe(65);
    expect(worstStatus([EXIT.badInput, EXIT.unexpected])).toBe(70);
    expect(worstStatus([EXIT.done])).toBe(0);
  });

  it('calls a file that cannot be read bad input', () => {
    const report = { file: 'x', verdict: 'error', signatures: [], revocationListsAsOf: [] } as const;
    expect(statusOfReport({ ...report, error: { code: 'FILE_NOT_FOUND' } })).toBe(65);
    expect(statusOfReport({ ...report, error: { code: 'INTERNAL' } })).toBe(70);
  });

  it('calls a trust folder that cannot be read a wrong call', () => {
    const report = { file: 'x', verdict: 'error', signatures: [], revocationListsAsOf: [] } as const;
    const status = statusOfReport({ ...report, error: { code: 'TRUST_FOLDER_UNREADABLE' } });
    expect(worstStatus([status, status])).toBe(64);
  });
});
