import { z } from 'zod';
import type { OpenedAuditView, PackageCheck } from '../../shared/model/audit-view.ts';
import type { RegisterListing } from '../../shared/model/register.ts';
import { operation, typeOnly } from '../operation.ts';
import { registerQuery } from './register.ts';

/** The audit of another register (只读审计): nothing here changes what is read, and no key is asked for. */
export const audit = {
  /** Opens the folder or the file that the person picks, in place of what was open; null when they change their mind. */
  open: operation({
    request: z.strictObject({ kind: z.enum(['folder', 'file']) }),
    answer: typeOnly<OpenedAuditView | null>(),
  }),
  /** Fails with AUDIT_SOURCE_UNKNOWN when nothing is open. */
  list: operation({ request: registerQuery, answer: typeOnly<RegisterListing>() }),
  /** Deletes the copy that was read. */
  close: operation({ answer: typeOnly<null>() }),
  /** Repeats the verdict of the evidence package that the person picks; null when they change their mind. */
  recheck: operation({ answer: typeOnly<PackageCheck | null>() }),
} as const;
