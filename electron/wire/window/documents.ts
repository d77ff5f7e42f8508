import { z } from 'zod';
import type { RecentDocument } from '../../shared/model/recent-document.ts';
import type {
  OpenDocument,
  SealProgress,
  ArchiveFollowing,
  TrustedTime,
} from '../../shared/model/sealing.ts';
import type { SavedArchiveStamp } from '../../shared/model/archive-stamp.ts';
import type { DocumentDetails } from '../../shared/model/document-details.ts';
import type { Preflight } from '../../shared/model/preflight.ts';
import type { DescribedPlaces } from '../../shared/model/seal-places.ts';
import { MOST_COPIED_CHARACTERS } from '../../shared/model/copied-text.ts';
import { MOST_PAGE_IMAGES } from '../../shared/model/page-image.ts';
import { type SavedExport, VERDICT_EXPORTS } from '../../shared/model/verdict-export.ts';
import type { VerificationReport } from '../../shared/model/verification-report.ts';
import type { Result } from '../../shared/result.ts';
import { bytes, event, operation, typeOnly } from '../operation.ts';
import {
  documentId,
  documentOnly,
  documentPassword,
  esId,
  fileOperation,
  particulars,
  pinBytes,
  MOST_SEALS,
  placedSeal,
  placedSeals,
  sealTarget,
  tokenSerial,
  WITH_PLACES,
} from './fields.ts';

/** The largest piece of a document that one read may ask for. */
const MAX_READ_BYTES = 16 * 1024 * 1024;

const range = z.strictObject({
  id: documentId,
  offset: z.int().min(0),
  length: z.int().min(1).max(MAX_READ_BYTES),
});

const recentId = z.strictObject({ id: z.string().regex(/^[0-9a-f]{32}$/) });

/** Text that was selected in a document, for the clipboard. */
const copiedText = z.strictObject({ id: documentId, text: z.string().min(1).max(MOST_COPIED_CHARACTERS) });

/** Documents that are open in the window. */
export const documents = {
  openDialog: operation({ answer: typeOnly<OpenDocument | null>() }),
  openDropped: fileOperation(typeOnly<OpenDocument>()),
  openSample: operation({ answer: typeOnly<OpenDocument>() }),
  /** The document that the app was started with, once. */
  takeInitial: operation({ answer: typeOnly<OpenDocument | null>() }),
  /** A second start of the app, or the system, opened a document. */
  opened: event(typeOnly<Result<OpenDocument>>()),
  /** Opens an encrypted document by its password. It gets another id, under which all is read by that password. */
  unlock: operation({
    request: z.strictObject({ id: documentId, password: documentPassword }),
    answer: typeOnly<OpenDocument>(),
    secrets: ['password'],
  }),
  /** The documents that were opened last. */
  recent: operation({ answer: typeOnly<readonly RecentDocument[]>() }),
  openRecent: operation({ request: recentId, answer: typeOnly<OpenDocument>() }),
  /** Takes a document off that list; every one for null. */
  forgetRecent: operation({
    request: z.strictObject({ id: recentId.shape.id.nullable() }),
    answer: typeOnly<null>(),
  }),
  read: operation({ request: range, answer: typeOnly<Uint8Array>() }),
  /** Tells whether the document lets its text be copied, before a long one is gathered. */
  allowsCopying: operation({ request: documentOnly, answer: typeOnly<boolean>() }),
  /** Writes selected text to the clipboard: once for each time that the person has asked to copy. */
  copyText: operation({
    request: copiedText,
    answer: typeOnly<null>(),
    largest: { values: 10, characters: MOST_COPIED_CHARACTERS + 100 },
  }),
  close: operation({ request: documentOnly, answer: typeOnly<null>() }),
  showInFolder: operation({ request: documentOnly, answer: typeOnly<null>() }),
  /** Asks the person whether the system is to open the address of a link. */
  openLink: operation({ request: z.strictObject({ url: z.string().max(10_000) }), answer: typeOnly<null>() }),
} as const;

/** Verifying an open document. */
export const verify = {
  document: operation({ request: documentOnly, answer: typeOnly<VerificationReport>() }),
  /** Keeps a picture of a page of a signed version for the next evidence package of the document. */
  pageImage: operation({
    request: z.strictObject({
      id: documentId,
      coveredBytes: z.int().min(1),
      page: z.int().min(1).max(MOST_PAGE_IMAGES),
      picture: bytes,
    }),
    answer: typeOnly<null>(),
    largest: { values: 10, characters: 200, bytes: MAX_READ_BYTES },
  }),
  /** What stands behind the report: the revisions, the seals and the certificates. */
  details: operation({ request: documentOnly, answer: typeOnly<DocumentDetails>() }),
  /** Saves what carries the verdict away; null where the person changes their mind. */
  export: operation({
    request: z.strictObject({ id: documentId, kind: z.enum(VERDICT_EXPORTS) }),
    answer: typeOnly<SavedExport | null>(),
  }),
  /** Gives the document an archive time stamp in a new file; null where the person changes their mind. */
  archiveStamp: operation({ request: documentOnly, answer: typeOnly<SavedArchiveStamp | null>() }),
} as const;

/** Codes of red findings of the examination before sealing. */
const acceptedCodes = z.array(z.string().regex(/^[A-Z_]{1,60}$/)).max(60);

const examineRequest = z.strictObject({
  documentId,
  /** The seals of the act, each once, in their order. */
  seals: z.array(z.strictObject({ tokenSerial, esId })).min(1).max(MOST_SEALS).readonly(),
  /** Number of the approval that the use rests on; null for none. */
  approvalId: z.string().min(1).max(100).nullable(),
});

/** The seals of one act, in their order. */
const planRequest = z.strictObject({
  documentId,
  seals: placedSeals,
});

const sealRequest = z.strictObject({
  documentId,
  tokenSerial,
  esId,
  target: sealTarget,
  reason: z.string().max(200),
  /** Number of the approval that the use rests on; null for none. */
  approvalId: z.string().min(1).max(100).nullable(),
  particulars,
  /** The red findings that the person has said yes to. */
  accepted: acceptedCodes,
  /** The last seal locks the document, which is an OFD. */
  locks: z.boolean(),
  /** Null seals in the held login of an earlier seal. */
  pin: pinBytes.nullable(),
  /** This PIN may serve further seals for a while. */
  holdPin: z.boolean(),
  /** The person knows that a wrong PIN now locks the token. */
  lastTryConfirmed: z.boolean(),
  /** Further seals of the same act, each over the one before. */
  further: z.array(placedSeal).max(MOST_SEALS - 1),
  /** The PINs of their keys but the first seal's, each key once, in the order of the seals. */
  furtherPins: z.array(pinBytes).max(MOST_SEALS - 1),
});

/** A sealed document, opened and verified. */
export interface SealOutcome {
  readonly document: OpenDocument;
  readonly report: VerificationReport;
  readonly trustedTime: TrustedTime;
  /** The archive time stamp that the rules want; of its file the name. */
  readonly archive: ArchiveFollowing;
  /** SM3 of the new file, hexadecimal: the register knows it by this. */
  readonly sm3: string;
}

/** Sealing an open document. */
export const seal = {
  /** Examines the open document, the seals of the act, their keys and the rules before sealing. It uses no key. */
  examine: operation({ request: examineRequest, answer: typeOnly<Preflight>() }),
  /** Works out where the seals of an act would be shown, and what keeps each from that, without their keys. */
  plan: operation({
    request: planRequest,
    answer: typeOnly<readonly DescribedPlaces[]>(),
    largest: WITH_PLACES,
  }),
  start: operation({
    request: sealRequest,
    answer: typeOnly<SealOutcome>(),
    secrets: ['pin', 'furtherPins'],
    largest: WITH_PLACES,
  }),
  progress: event(typeOnly<SealProgress>()),
  cancel: operation({ request: z.strictObject({ documentId }), answer: typeOnly<null>() }),
} as const;
