import { z } from 'zod';
import type { ApprovalExchange, ApprovalItem, ApprovalView } from '../../shared/model/approval.ts';
import { type OfferedSystem, OFFICE_CALL_FILES, type OfficesView } from '../../shared/model/office-system.ts';
import type { OpenDocument } from '../../shared/model/sealing.ts';
import type { Result } from '../../shared/result.ts';
import { event, operation, typeOnly } from '../operation.ts';
import {
  documentId,
  esId,
  fileOperation,
  pinBytes,
  sealTarget,
  type SealTarget,
  tokenSerial,
  WITH_PLACES,
} from './fields.ts';

const line = z.string().min(1).max(200);
const text = z.string().max(2000);
const id = z.string().min(1).max(100);
const index = z.int().min(0).max(499);
const approval = z.strictObject({ id });
const item = z.strictObject({ id, index });

const newRequest = z.strictObject({
  applicant: line,
  purpose: text,
  counterpart: text,
  validUntil: z.iso.datetime(),
  /** What `describe` has answered; the rules of a request are main's to check. */
  items: z.array(z.custom<ApprovalItem>((value) => typeof value === 'object' && value !== null)).max(500),
});

const keyUse = {
  tokenSerial,
  pin: pinBytes,
  /** The person knows that a wrong PIN now locks the token. */
  lastTryConfirmed: z.boolean(),
};

const decision = z.strictObject({
  ...keyUse,
  id,
  outcome: z.enum(['approved', 'rejected']),
  approver: line,
  comment: text,
});

/** Approvals of a seal's use (用印审批): the applicant prepares, the approver decides, the keeper seals. */
export const approvals = {
  list: operation({ answer: typeOnly<readonly ApprovalView[]>() }),
  changed: event(typeOnly<readonly ApprovalView[]>()),
  /** What a request says of an open document, a seal, its places and its lock. */
  describe: operation({
    request: z.strictObject({ documentId, tokenSerial, esId, target: sealTarget, locks: z.boolean() }),
    answer: typeOnly<ApprovalItem>(),
    largest: WITH_PLACES,
  }),
  request: operation({
    request: newRequest,
    answer: typeOnly<ApprovalView>(),
    // 500 items of a dozen values, some with a list of places.
    largest: { values: 40_000, characters: 1_000_000 },
  }),
  /** Writes a request file where the person says; false when they change their mind. */
  exportFile: operation({ request: approval, answer: typeOnly<boolean>() }),
  /** Takes in a request file that the person picks; null when they change their mind. */
  importFile: operation({ answer: typeOnly<ApprovalView | null>() }),
  importDropped: fileOperation(typeOnly<ApprovalView>()),
  /** The request file that the app was started with, once. */
  takeInitial: operation({ answer: typeOnly<ApprovalView | null>() }),
  /** A second start of the app, or the system, opened a request file. */
  arrived: event(typeOnly<Result<ApprovalView>>()),
  /** Opens a request's file from where it was last seen, compared with the request. */
  openItem: operation({ request: item, answer: typeOnly<OpenDocument>() }),
  /** The same with a file that the person picks; null when they change their mind. */
  chooseItem: operation({ request: item, answer: typeOnly<OpenDocument | null>() }),
  /** The places of an item as sealing takes them, with the pictures beside the seal. */
  target: operation({ request: item, answer: typeOnly<SealTarget>() }),
  /** The content of a picture that a request names; null if it is not on this computer. */
  picture: operation({
    request: z.strictObject({ sm3: z.string().regex(/^[0-9a-f]{64}$/) }),
    answer: typeOnly<Uint8Array | null>(),
  }),
  /** Takes in a picture that a request names and that the person picks; null when they change their mind. */
  choosePicture: operation({ request: approval, answer: typeOnly<ApprovalView | null>() }),
  decide: operation({ request: decision, answer: typeOnly<ApprovalView>(), secrets: ['pin'] }),
  /** Sends a request to the platform when one is named, and takes in what has changed there. */
  exchange: operation({
    request: z.strictObject({ ...keyUse, id: id.nullable() }),
    answer: typeOnly<ApprovalExchange>(),
    secrets: ['pin'],
  }),
  /** Asks for the scan first; null when the person changes their mind. */
  recordPaper: operation({
    request: z.strictObject({ id, number: line, date: z.iso.date(), approver: line }),
    answer: typeOnly<ApprovalView | null>(),
  }),
  /** Opens an item again whose sealing was cut off. */
  release: operation({
    request: z.strictObject({ id, index, reason: line }),
    answer: typeOnly<ApprovalView>(),
  }),
} as const;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Office systems (办公系统) whose approvals count here. */
export const offices = {
  view: operation({ answer: typeOnly<OfficesView>() }),
  changed: event(typeOnly<OfficesView>()),
  /** Reads the certificate that the person picks; null when they change their mind. */
  chooseCertificate: operation({ answer: typeOnly<OfferedSystem | null>() }),
  /** Registers the certificate that was picked, which the person has compared. A key of the enterprise signs that. */
  register: operation({
    request: z.strictObject({
      ...keyUse,
      fingerprint: sha256,
      name: line,
      registeredBy: line,
      powers: z.strictObject({
        seals: z.array(line).min(1).max(100).nullable(),
        mostUses: z.int().min(1).max(500),
        until: z.iso.datetime(),
      }),
    }),
    answer: typeOnly<OfficesView>(),
    secrets: ['pin'],
  }),
  withdraw: operation({
    request: z.strictObject({ fingerprint: sha256, reason: line }),
    answer: typeOnly<OfficesView>(),
  }),
  /** Watches the folder that the person picks; null when they change their mind. */
  chooseFolder: operation({ answer: typeOnly<OfficesView | null>() }),
  leaveFolder: operation({ answer: typeOnly<OfficesView>() }),
  /** Picks the file with the token, or with the authorities of the server; answers its name, null when they change their mind. */
  chooseCallFile: operation({
    request: z.strictObject({ kind: z.enum(OFFICE_CALL_FILES) }),
    answer: typeOnly<string | null>(),
  }),
  /** Sets the address, with the files that were picked, else those that are set, and asks it at once. */
  setCall: operation({
    request: z.strictObject({
      url: z.url({ protocol: /^https$/ }).max(2000),
      /** Whether the server is judged by the authorities of the system, rather than by those of a file. */
      byAuthoritiesOfSystem: z.boolean(),
    }),
    answer: typeOnly<OfficesView>(),
  }),
  leaveCall: operation({ answer: typeOnly<OfficesView>() }),
  /** Looks into the folder and asks the address now. */
  exchangeNow: operation({ answer: typeOnly<OfficesView>() }),
  /** Writes sealed files and results of one approval into the folder that the person picks; null when they change their mind. */
  giveBack: operation({ request: approval, answer: typeOnly<readonly string[] | null>() }),
} as const;
