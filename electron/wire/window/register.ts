import { z } from 'zod';
import type { AppError } from '../../shared/errors.ts';
import {
  type HolderRecovery,
  type RegisterAudit,
  type RegisterCut,
  REGISTER_ACTS,
  type RegisterListing,
  type RegisterRecovery,
  type RegisterUploadState,
} from '../../shared/model/register.ts';
import { event, operation, typeOnly } from '../operation.ts';
import { pinBytes, tokenSerial } from './fields.ts';

/** The entries of a register to show. */
export const registerQuery = z.strictObject({
  search: z.string().max(200).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  esId: z.string().max(200).optional(),
  uses: z.boolean().optional(),
  act: z.enum(REGISTER_ACTS).optional(),
  result: z.enum(['done', 'refused']).optional(),
  /** The `next` of the page that was shown before. */
  before: z.int().min(0).optional(),
  count: z.int().min(1).max(2000).optional(),
});

const text = z.string().max(200);
const handover = z.strictObject({
  tokenSerial: text.min(1),
  user: text.refine((name) => name.trim() !== ''),
  purpose: text,
});

/** The register of seal uses (用印台账). */
export const register = {
  list: operation({ request: registerQuery, answer: typeOnly<RegisterListing>() }),
  verify: operation({ answer: typeOnly<RegisterAudit>() }),
  /** What bars sealing: entries are missing, altered or replaced; null when the register is whole. */
  cut: operation({ answer: typeOnly<RegisterCut | null>() }),
  /** Writes every entry where the person says; false when they change their mind. */
  exportCsv: operation({ request: z.strictObject({ withNames: z.boolean() }), answer: typeOnly<boolean>() }),
  /** Writes the office's sheet of seal uses (用印登记表, .xlsx) of a period where the person says; false as above. */
  exportSheet: operation({
    request: registerQuery.pick({ from: true, to: true }),
    answer: typeOnly<boolean>(),
  }),
  /** Brings back what the platforms hold of the register. */
  recover: operation({ answer: typeOnly<RegisterRecovery>() }),
  /** Brings a lost register back by its holder's key; fails with REGISTER_TO_CHOOSE when none is named. */
  recoverByKey: operation({
    request: z.strictObject({
      registerId: text.min(1).nullable(),
      tokenSerial,
      pin: pinBytes,
      lastTryConfirmed: z.boolean(),
    }),
    answer: typeOnly<HolderRecovery>(),
    secrets: ['pin'],
  }),
  /** Lets the register go on under another id, with a person's reason on record. */
  renew: operation({
    request: z.strictObject({ reason: text.refine((reason) => reason.trim() !== '') }),
    answer: typeOnly<null>(),
  }),
  /** How the last upload to each platform went. */
  uploads: operation({ answer: typeOnly<readonly RegisterUploadState[]>() }),
  /** The system's print dialog for what the window shows to printers; false when the person changes their mind. */
  print: operation({ answer: typeOnly<boolean>() }),
  /** Writes the platform's proof that an entry existed; false when the person changes their mind. */
  saveProof: operation({ request: z.strictObject({ index: z.int().min(0) }), answer: typeOnly<boolean>() }),
  /** A sealed file does not count any more (作废). */
  recordVoid: operation({
    request: z.strictObject({
      sm3: z.string().regex(/^[0-9a-f]{64}$/),
      reason: text.refine((reason) => reason.trim() !== ''),
      /** Who has received the file; '' for nobody. */
      received: text,
    }),
    answer: typeOnly<null>(),
  }),
  /** A shared USB key changes hands (领用, 归还). */
  recordTaking: operation({ request: handover, answer: typeOnly<null>() }),
  recordReturn: operation({ request: handover, answer: typeOnly<null>() }),
  /** Opens the register at a platform, or binds its new key, with a holder's key; then uploads it. */
  open: operation({
    request: z.strictObject({
      platform: text.min(1),
      tokenSerial,
      pin: pinBytes,
      /** The person knows that a wrong PIN now locks the token. */
      lastTryConfirmed: z.boolean(),
    }),
    answer: typeOnly<null>(),
    secrets: ['pin'],
  }),
  /** An upload to a platform has ended, well or not. */
  uploaded: event(typeOnly<readonly RegisterUploadState[]>()),
  /** The register was compared with all heads that are kept of it. */
  checked: event(typeOnly<RegisterCut | null>()),
  /** The register has so many entries now. */
  changed: event(typeOnly<number>()),
  /** An act with a key could not be written down. */
  unrecorded: event(typeOnly<AppError>()),
} as const;
