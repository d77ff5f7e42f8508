import { z } from 'zod';
import type { ApprovalExchange, ApprovalItem, ApprovalView } from '../../model/approval.ts';
import type { Result } from '../../result.ts';
import type { OpenDocument } from '../../model/sealing.ts';
import { event, fileInvoke, invoke, returns } from '../define.ts';
import { documentId, esId, nothing, pinBytes, sealTarget, tokenSerial } from './schemas.ts';

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
  list: invoke(nothing, returns<readonly ApprovalView[]>()),
  changed: event(returns<readonly ApprovalView[]>()),
  /** What a request says of an open document, a seal and its place. */
  describe: invoke(
    z.strictObject({ documentId, tokenSerial, esId, target: sealTarget }),
    returns<ApprovalItem>(),
  ),
  request: invoke(newRequest, returns<ApprovalView>()),
  /** Writes a request file where the person says; false where they change their mind. */
  exportFile: invoke(approval, returns<boolean>()),
  /** Takes in a request file that the person picks; null where they change their mind. */
  importFile: invoke(nothing, returns<ApprovalView | null>()),
  importDropped: fileInvoke(returns<ApprovalView>()),
  /** The request file that the app was started with, once. */
  takeInitial: invoke(nothing, returns<ApprovalView | null>()),
  /** A second start of the app, or the system, opened a request file. */
  arrived: event(returns<Result<ApprovalView>>()),
  /** Opens a request's file from where it was last seen, compared with the request. */
  openItem: invoke(item, returns<OpenDocument>()),
  /** The same with a file that the person picks; null where they change their mind. */
  chooseItem: invoke(item, returns<OpenDocument | null>()),
  decide: invoke(decision, returns<ApprovalView>(), ['pin']),
  /** Sends a request to the platform where one is named, and takes in what has changed there. */
  exchange: invoke(z.strictObject({ ...keyUse, id: id.nullable() }), returns<ApprovalExchange>(), ['pin']),
  /** Asks for the scan first; null where the person changes their mind. */
  recordPaper: invoke(
    z.strictObject({ id, number: line, date: z.iso.date(), approver: line }),
    returns<ApprovalView | null>(),
  ),
  /** Opens an item again whose sealing was cut off. */
  release: invoke(z.strictObject({ id, index, reason: line }), returns<ApprovalView>()),
} as const;
