import { z } from 'zod';
import { PERSON_ROLES } from '../../model/loss-report.ts';
import {
  PAPER_KINDS,
  PAPER_LIMITS,
  RESET_PURPOSES,
  type ChosenFile,
  type PinReset,
} from '../../model/pin-reset.ts';
import { event, fileInvoke, invoke, returns } from '../define.ts';
import { esId, nothing, pinBytes, tokenSerial } from './schemas.ts';

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
  list: invoke(nothing, returns<readonly PinReset[]>()),
  /** After a synchronisation has brought news. */
  changed: event(returns<readonly PinReset[]>()),
  /** A paper that the person picks; null where they change their mind. */
  choosePaper: invoke(nothing, returns<ChosenFile | null>()),
  dropPaper: fileInvoke(returns<ChosenFile>()),
  /** Gets a number from the platform and makes the papers ready; sends none of them. */
  request: invoke(z.strictObject({ form, papers }), returns<PinReset>()),
  /** A watermarked paper as it will be sent, PDF. */
  paper: invoke(z.strictObject({ number, paperId: number }), returns<Uint8Array>()),
  /** Sends the papers and hands the application in. */
  submit: invoke(application, returns<PinReset>()),
  withdraw: invoke(application, returns<PinReset>()),
  /** Asks the platform for the states of all that are open. */
  refresh: invoke(nothing, returns<readonly PinReset[]>()),
  /** Uses an approval; `newPin` is null where an interrupted reset has set it already. */
  apply: invoke(
    z.strictObject({ number, newPin: pinBytes.nullable(), lastTryConfirmed: z.boolean() }),
    returns<PinReset>(),
    ['newPin'],
  ),
} as const;
