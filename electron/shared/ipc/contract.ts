import { z } from 'zod';
import { LANGUAGES, THEMES, type AppInfo, type Preferences } from '../model/app-info.ts';
import type { DriverReport, ModuleReport } from '../model/driver-report.ts';
import type { HeldPin } from '../model/held-pin.ts';
import type { OpenDocument, SealProgress } from '../model/open-document.ts';
import type { TokenHostEnd } from '../model/token-host-end.ts';
import { REGISTER_ACTS, type RegisterAudit, type RegisterListing } from '../model/register-entry.ts';
import type { PinLife } from '../model/pin-life.ts';
import type { TokenView } from '../model/token-view.ts';
import type { VerificationReport } from '../model/verification-report.ts';
import type { AppError } from '../errors.ts';
import type { Result } from '../result.ts';
import { event, fileInvoke, invoke, returns, type Client } from './define.ts';

/** The largest piece of a document that one read may ask for. */
const MAX_READ_BYTES = 16 * 1024 * 1024;

const nothing = z.undefined();
const documentId = z.uuid();
const document = z.strictObject({ id: documentId });
const millimetres = z.number().min(0).max(10_000);

const target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('place'), page: z.int().min(0), xMm: millimetres, yMm: millimetres }),
  z.strictObject({ kind: z.literal('field'), name: z.string().min(1).max(1000) }),
]);

const tokenSerial = z.string().min(1).max(100);
/** UTF-8 bytes, which the caller and main zero. */
const pinBytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length <= 128);

const particular = z.string().max(200);

/** What the person says of a use of a seal, '' where they say nothing. */
const particulars = z.strictObject({
  purpose: particular,
  counterpart: particular,
  applicant: particular,
  approver: particular,
  keeper: particular,
});

const registerQuery = z.strictObject({
  search: z.string().max(200).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  esId: z.string().max(200).optional(),
  act: z.enum(REGISTER_ACTS).optional(),
  result: z.enum(['done', 'refused']).optional(),
});

const sealRequest = z.strictObject({
  documentId,
  tokenSerial,
  esId: z.string().min(1).max(200),
  target,
  reason: z.string().max(200),
  particulars,
  /** Null seals in the login that an earlier seal left standing. */
  pin: pinBytes.nullable(),
  /** This PIN may serve further seals for a while. */
  holdPin: z.boolean(),
  /** The person knows that a wrong PIN now locks the token. */
  lastTryConfirmed: z.boolean(),
});

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

const preferences = z.strictObject({ language: z.enum(LANGUAGES), theme: z.enum(THEMES) });
const range = z.strictObject({
  id: documentId,
  offset: z.int().min(0),
  length: z.int().min(1).max(MAX_READ_BYTES),
});

/** A sealed document, opened and verified. */
export interface SealOutcome {
  readonly document: OpenDocument;
  readonly report: VerificationReport;
}

/** Every channel between the renderer and main, once. Preload, handlers, client and stand-in derive from it. */
export const contract = {
  app: {
    info: invoke(nothing, returns<AppInfo>()),
    setPreferences: invoke(preferences, returns<Preferences>()),
    /** The menu chose one of these for the window to do. */
    command: event(returns<'open' | 'about'>()),
  },
  documents: {
    openDialog: invoke(nothing, returns<OpenDocument | null>()),
    openDropped: fileInvoke(returns<OpenDocument>()),
    openSample: invoke(nothing, returns<OpenDocument>()),
    /** The document that the app was started with, once. */
    takeInitial: invoke(nothing, returns<OpenDocument | null>()),
    /** A second start of the app, or the system, opened a document. */
    opened: event(returns<Result<OpenDocument>>()),
    read: invoke(range, returns<Uint8Array>()),
    close: invoke(document, returns<null>()),
    showInFolder: invoke(document, returns<null>()),
  },
  tokens: {
    list: invoke(nothing, returns<TokenView>()),
    changed: event(returns<TokenView>()),
    /** The holder has looked at the picture of a new seal and found it right. */
    confirmSeal: invoke(z.strictObject({ esId: z.string().min(1).max(200) }), returns<TokenView>()),
    /** A module's host ended by itself or was ended; the next call starts a fresh one. */
    hostEnded: event(returns<TokenHostEnd>()),
  },
  drivers: {
    /** Looks at every module, without login; takes as long as the slowest of them. */
    diagnose: invoke(nothing, returns<DriverReport>()),
    /** Tests a module that the person picks and keeps one that loads; null where they change their mind. */
    pickModule: invoke(nothing, returns<ModuleReport | null>()),
    /** Writes the last report without private data where the person says; false where they change their mind. */
    saveReport: invoke(nothing, returns<boolean>()),
  },
  pin: {
    life: invoke(nothing, returns<PinLife>()),
    change: invoke(pinChange, returns<PinLife>(), ['pin', 'newPin']),
    /** Sets a new PIN by the SO PIN (解锁码), whether or not the old one is locked. */
    unblock: invoke(pinUnblocking, returns<PinLife>(), ['soPin', 'newPin']),
    /** Which key seals without its PIN, from now on; null for none. */
    held: event(returns<HeldPin | null>()),
    /** Ends that at once. */
    drop: invoke(nothing, returns<null>()),
  },
  seal: {
    start: invoke(sealRequest, returns<SealOutcome>(), ['pin']),
    progress: event(returns<SealProgress>()),
    cancel: invoke(z.strictObject({ documentId }), returns<null>()),
  },
  verify: {
    document: invoke(document, returns<VerificationReport>()),
  },
  register: {
    list: invoke(registerQuery, returns<RegisterListing>()),
    verify: invoke(nothing, returns<RegisterAudit>()),
    /** Writes every entry where the person says; false where they change their mind. */
    exportCsv: invoke(nothing, returns<boolean>()),
    /** The register has so many entries now. */
    changed: event(returns<number>()),
    /** An act with a key could not be written down. */
    unrecorded: event(returns<AppError>()),
  },
  trust: {
    showFolder: invoke(nothing, returns<null>()),
  },
} as const;

export type Contract = typeof contract;

/** What the window's code may ask of main. */
export type Bridge<FileLike> = Client<Contract, FileLike>;
