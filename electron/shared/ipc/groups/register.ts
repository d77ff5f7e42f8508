import { z } from 'zod';
import type { AppError } from '../../errors.ts';
import type { RegisterAudit } from '../../model/register-audit.ts';
import { REGISTER_ACTS, type RegisterListing } from '../../model/register-entry.ts';
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

/** The register of seal uses (用印台账). */
export const register = {
  list: invoke(registerQuery, returns<RegisterListing>()),
  verify: invoke(nothing, returns<RegisterAudit>()),
  /** Writes every entry where the person says; false where they change their mind. */
  exportCsv: invoke(nothing, returns<boolean>()),
  /** The register has so many entries now. */
  changed: event(returns<number>()),
  /** An act with a key could not be written down. */
  unrecorded: event(returns<AppError>()),
} as const;
