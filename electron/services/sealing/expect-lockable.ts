import { CodedError } from '../../shared/errors.ts';
import type { DocumentFormat } from '../../shared/model/document-view.ts';

/**
 * Refuses to lock a document (锁定签章) before a key is used. An approval binds a use to seals, places and bytes, and says
 * nothing of shutting out everybody else, so that whoever seals under one may not add that.
 * @param format of the document; absent for a PDF
 * @param approvals the numbers of the approvals of the seals; null for a seal without one
 * @throws CodedError OFD_LOCK_NOT_FOR_PDF, OFD_LOCK_NOT_APPROVED
 */
export function expectLockable(
  format: DocumentFormat | undefined,
  approvals: readonly (string | null)[],
): void {
  if (format !== 'ofd') throw new CodedError('OFD_LOCK_NOT_FOR_PDF', 'a PDF is not locked');
  if (approvals.some((approval) => approval !== null)) {
    throw new CodedError('OFD_LOCK_NOT_APPROVED', 'an approval does not name the lock');
  }
}
