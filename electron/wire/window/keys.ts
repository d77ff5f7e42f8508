import { z } from 'zod';
import type { DriverReport, ModuleReport } from '../../shared/model/driver-report.ts';
import type { HeldPin, PinLife } from '../../shared/model/pin-rules.ts';
import { PERSON_ROLES } from '../../shared/model/loss-report.ts';
import {
  type ChosenFile,
  PAPER_KINDS,
  PAPER_LIMITS,
  type PinReset,
  RESET_PURPOSES,
} from '../../shared/model/pin-reset.ts';
import type { TokenHostEnd, TokenView } from '../../shared/model/token.ts';
import { event, operation, typeOnly } from '../operation.ts';
import { esId, pinBytes, tokenSerial, fileOperation } from './fields.ts';

/** The keys, and what lies on them. */
export const tokens = {
  list: operation({ answer: typeOnly<TokenView>() }),
  changed: event(typeOnly<TokenView>()),
  /** Uses one of the drivers that show a key from now on; null leaves the decision to the rule. */
  useDriver: operation({
    request: z.strictObject({ tokenSerial, module: z.string().min(1).max(4096).nullable() }),
    answer: typeOnly<TokenView>(),
  }),
  /** The holder has looked at the picture of a seal before its first use and found it right: an act on record. */
  confirmSeal: operation({ request: z.strictObject({ esId, tokenSerial }), answer: typeOnly<TokenView>() }),
  /** A module's host ended by itself or was ended; the next call starts a fresh one. */
  hostEnded: event(typeOnly<TokenHostEnd>()),
} as const;

/** What stands between the person and their keys. */
export const drivers = {
  /** Looks at every module, without login; takes as long as the slowest of them. */
  diagnose: operation({ answer: typeOnly<DriverReport>() }),
  /** Tests a module that the person picks and keeps one that loads; null when they change their mind. */
  pickModule: operation({ answer: typeOnly<ModuleReport | null>() }),
  /** Writes the last report without private data where the person says; false when they change their mind. */
  saveReport: operation({ answer: typeOnly<boolean>() }),
} as const;

const pinChange = z.strictObject({
  tokenSerial,
  pin: pinBytes,
  newPin: pinBytes,
  lastTryConfirmed: z.boolean(),
});
const pinUnblocking = z.strictObject({
  tokenSerial,
  soPin: pinBytes,
  newPin: pinBytes,
  lastTryConfirmed: z.boolean(),
});

/** The life of a key's PIN. */
export const pin = {
  life: operation({ answer: typeOnly<PinLife>() }),
  change: operation({ request: pinChange, answer: typeOnly<PinLife>(), secrets: ['pin', 'newPin'] }),
  /** Sets a new PIN by the SO PIN (解锁码), whether or not the old one is locked. */
  unblock: operation({ request: pinUnblocking, answer: typeOnly<PinLife>(), secrets: ['soPin', 'newPin'] }),
  /** Which key seals without its PIN, from now on; null for none. */
  held: event(typeOnly<HeldPin | null>()),
  /** Ends that at once. */
  drop: operation({ answer: typeOnly<null>() }),
} as const;

const line = z.string().trim().min(1).max(200);
const number = z.string().min(1).max(100);
const application = z.strictObject({ number });

const form = z.strictObject({
  tokenSerial,
  esId: esId.nullable(),
  sealName: line.nullable(),
  holderName: line,
  holderCode: z.string().trim().min(1).max(50).nullable(),
  applicant: z.strictObject({ name: line, role: z.enum(PERSON_ROLES), contact: line }),
  purpose: z.enum(RESET_PURPOSES),
  reason: z.string().trim().min(1).max(2000),
});

/** Files by the ids that `choosePaper` and `dropPaper` have answered: the window names no paths. */
const papers = z.array(z.strictObject({ id: z.uuid(), kind: z.enum(PAPER_KINDS) })).max(PAPER_LIMITS.papers);

/** Applications for a PIN reset (保护口令重置), from the papers to the new PIN. */
export const pinReset = {
  list: operation({ answer: typeOnly<readonly PinReset[]>() }),
  /** After a synchronisation has brought news. */
  changed: event(typeOnly<readonly PinReset[]>()),
  /** A paper that the person picks; null when they change their mind. */
  choosePaper: operation({ answer: typeOnly<ChosenFile | null>() }),
  dropPaper: fileOperation(typeOnly<ChosenFile>()),
  /** Gets a number from the platform and makes the papers ready; sends none of them. */
  request: operation({ request: z.strictObject({ form, papers }), answer: typeOnly<PinReset>() }),
  /** A watermarked paper as it will be sent, PDF. */
  paper: operation({ request: z.strictObject({ number, paperId: number }), answer: typeOnly<Uint8Array>() }),
  /** Sends the papers and hands the application in. */
  submit: operation({ request: application, answer: typeOnly<PinReset>() }),
  withdraw: operation({ request: application, answer: typeOnly<PinReset>() }),
  /** Asks the platform for the states of all that are open. */
  refresh: operation({ answer: typeOnly<readonly PinReset[]>() }),
  /** Uses an approval; `newPin` is null when an interrupted reset has set it already. */
  apply: operation({
    request: z.strictObject({ number, newPin: pinBytes.nullable(), lastTryConfirmed: z.boolean() }),
    answer: typeOnly<PinReset>(),
    secrets: ['newPin'],
  }),
} as const;
