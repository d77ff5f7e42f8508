import { z } from 'zod';
import { type KnownSeal, type LossNoticeDraft, PERSON_ROLES } from '../../shared/model/loss-report.ts';
import { APPLICATION_PAPER_KINDS } from '../../shared/model/application-papers.ts';
import {
  APPLICATION_KINDS,
  ISSUED_SEAL_KINDS,
  type SealLifeNews,
  type SealLifeView,
} from '../../shared/model/seal-life.ts';
import type { OpenDocument } from '../../shared/model/sealing.ts';
import { APPLICATION_REASONS } from '../../shared/model/policy-profile.ts';
import { event, operation, typeOnly } from '../operation.ts';
import { esId, fileOperation, pinBytes, tokenSerial } from './fields.ts';

const line = z.string().trim().min(1).max(200);
const text = z.string().trim().min(1).max(2000);
const number = z.string().min(1).max(100);

const person = z.strictObject({ name: line, role: z.enum(PERSON_ROLES), contact: line });

const namedSeal = z.strictObject({
  esId: esId.nullable(),
  sealName: line,
  holderName: line,
  holderCode: z.string().trim().min(1).max(50).nullable(),
  tokenSerial: tokenSerial.nullable(),
});

const lossStatement = z.strictObject({
  /** All that are lost together, as those of one key. */
  seals: z.array(namedSeal).min(1).max(50),
  reporter: person,
  what: text,
  lostAt: z.iso.datetime().nullable(),
});

const keyUse = { tokenSerial, pin: pinBytes, lastTryConfirmed: z.boolean() };

const application = z.strictObject({
  ...keyUse,
  kind: z.enum(APPLICATION_KINDS),
  esId,
  reason: z.enum(APPLICATION_REASONS),
  reasonText: text.nullable(),
  applicant: person,
});

const firstSeal = z.strictObject({
  ...keyUse,
  platformId: z.string().min(1).max(100).nullable(),
  sealKind: z.enum(ISSUED_SEAL_KINDS),
  holderName: line,
  holderCode: z.string().regex(/^[0-9A-Z]{18}$/),
  representative: line,
  applicant: person,
});

const grant = z.strictObject({
  ...keyUse,
  esId,
  person: line,
  contact: line,
  validFrom: z.iso.datetime(),
  validTo: z.iso.datetime(),
  uses: z.int().min(1).max(10_000),
  purposes: z.array(line).min(1).max(50),
  ownKey: z.boolean(),
});

const notice = z.strictObject({ text: z.string().max(100_000) });
const namedNotice = notice.extend({ kind: z.enum(['loss', 'void']) });
const LARGEST_NOTICE = { values: 10, characters: 110_000 };

/** The life of a seal: loss reports, applications, delegations. */
export const sealLife = {
  view: operation({ answer: typeOnly<SealLifeView>() }),
  changed: event(typeOnly<SealLifeView>()),
  news: event(typeOnly<SealLifeNews>()),
  knownSeals: operation({ answer: typeOnly<readonly KnownSeal[]>() }),
  /** Blocks the seals at once; needs neither key, PIN nor network. */
  reportLoss: operation({ request: lossStatement, answer: typeOnly<SealLifeView>() }),
  /** Has the platform send a one-time code to a contact on file. */
  sendLossCode: operation({
    request: z.strictObject({ id: number, contactId: number }),
    answer: typeOnly<SealLifeView>(),
  }),
  /** Authorises a report by the code; the platform counts it as received from then on. */
  authoriseLoss: operation({
    request: z.strictObject({ id: number, code: z.string().regex(/^\d{6}$/) }),
    answer: typeOnly<SealLifeView>(),
  }),
  withdrawLoss: operation({
    request: z.strictObject({ id: number, reason: text }),
    answer: typeOnly<SealLifeView>(),
  }),
  /** Answers the counterparts of a reported seal's uses in so many months, as the register names them. */
  lossNotice: operation({
    request: z.strictObject({ id: number, months: z.int().min(1).max(120) }),
    answer: typeOnly<LossNoticeDraft>(),
  }),
  copyText: operation({ request: notice, answer: typeOnly<null>(), largest: LARGEST_NOTICE }),
  /** Writes a notice where the person says; false when they change their mind. */
  saveNotice: operation({ request: namedNotice, answer: typeOnly<boolean>(), largest: LARGEST_NOTICE }),
  apply: operation({ request: application, answer: typeOnly<SealLifeView>(), secrets: ['pin'] }),
  /** Applies for a first seal; the key makes its key pair. */
  beginIssue: operation({ request: firstSeal, answer: typeOnly<SealLifeView>(), secrets: ['pin'] }),
  /** Adds a file that the person picks as a paper; nothing changes when they change their mind. */
  addPaper: operation({
    request: z.strictObject({ number, kind: z.enum(APPLICATION_PAPER_KINDS) }),
    answer: typeOnly<SealLifeView>(),
  }),
  /** Takes a dropped file, which the next `addDroppedPaper` adds. */
  takePaper: fileOperation(typeOnly<null>()),
  /** Adds the file that was dropped last. */
  addDroppedPaper: operation({
    request: z.strictObject({ number, kind: z.enum(APPLICATION_PAPER_KINDS) }),
    answer: typeOnly<SealLifeView>(),
  }),
  /** Returns a paper as it will be sent, PDF. */
  paper: operation({ request: z.strictObject({ number, paperId: number }), answer: typeOnly<Uint8Array>() }),
  removePaper: operation({
    request: z.strictObject({ number, paperId: number }),
    answer: typeOnly<SealLifeView>(),
  }),
  /** Saves the drafted written application where the person says, and opens it; null when they change their mind. */
  openWritten: operation({ request: z.strictObject({ number }), answer: typeOnly<OpenDocument | null>() }),
  /** Sends the papers and hands the application in. */
  submitApplication: operation({ request: z.strictObject({ number }), answer: typeOnly<SealLifeView>() }),
  withdrawApplication: operation({ request: z.strictObject({ number }), answer: typeOnly<SealLifeView>() }),
  /** Writes a seal that the platform has made to its key. */
  storeSeal: operation({
    request: z.strictObject({ number, pin: pinBytes, lastTryConfirmed: z.boolean() }),
    answer: typeOnly<SealLifeView>(),
    secrets: ['pin'],
  }),
  grant: operation({ request: grant, answer: typeOnly<SealLifeView>(), secrets: ['pin'] }),
  /** Takes the access that a holder has granted (被授权人), on the person's own key. */
  enrolAccess: operation({
    request: z.strictObject({ ...keyUse, number: line, code: line }),
    answer: typeOnly<SealLifeView>(),
    secrets: ['pin'],
  }),
  endDelegation: operation({
    request: z.strictObject({ ...keyUse, esId, number }),
    answer: typeOnly<SealLifeView>(),
    secrets: ['pin'],
  }),
} as const;
