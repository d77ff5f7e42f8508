import { z } from 'zod';
import type { AppError } from '../../errors.ts';
import {
  type RegisterAudit,
  REGISTER_ACTS,
  type RegisterListing,
  type RegisterUploadState,
} from '../../model/register.ts';
import { event, invoke, returns } from '../define.ts';
import { nothing } from './schemas.ts';

const registerQuery = z.strictObject({
  search: z.string().max(200).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  esId: z.string().max(200).optional(),
  act: z.enum(REGISTER_ACTS).optional(),
  result: z.enum(['done', 'refused']).optional(),
});

const text = z.string().max(200);
const handover = z.strictObject({
  tokenSerial: text.min(1),
  user: text.refine((name) => name.trim() !== ''),
  purpose: text,
});

/** The register of seal uses (用印台账). */
export const register = {
  list: invoke(registerQuery, returns<RegisterListing>()),
  verify: invoke(nothing, returns<RegisterAudit>()),
  /** Writes every entry where the person says; false where they change their mind. */
  exportCsv: invoke(nothing, returns<boolean>()),
  /** How the last upload to each platform went. */
  uploads: invoke(nothing, returns<readonly RegisterUploadState[]>()),
  /** The system's print dialog for what the window shows to printers; false where the person changes their mind. */
  print: invoke(nothing, returns<boolean>()),
  /** Writes the platform's proof that an entry existed; false where the person changes their mind. */
  saveProof: invoke(z.strictObject({ index: z.int().min(0) }), returns<boolean>()),
  /** A sealed file does not count any more (作废). */
  recordVoid: invoke(
    z.strictObject({
      sm3: z.string().regex(/^[0-9a-f]{64}$/),
      reason: text.refine((reason) => reason.trim() !== ''),
    }),
    returns<null>(),
  ),
  /** A shared USB key changes hands (领用, 归还). */
  recordTaking: invoke(handover, returns<null>()),
  recordReturn: invoke(handover, returns<null>()),
  /** An upload to a platform has ended, well or not. */
  uploaded: event(returns<readonly RegisterUploadState[]>()),
  /** The register has so many entries now. */
  changed: event(returns<number>()),
  /** An act with a key could not be written down. */
  unrecorded: event(returns<AppError>()),
} as const;
