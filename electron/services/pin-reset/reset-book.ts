import { z } from 'zod';
import { PAPER_KINDS, RESET_PROGRESS, RESET_PURPOSES, type PinReset } from '../../shared/model/pin-reset.ts';
import { APPLICATION_STATES } from '../../shared/model/seal-application.ts';
import { type RecordStore, recordsOfKind, type Records } from '../records/records.ts';
import { personRecord } from '../seal-life/loss-reports.ts';

/** An application as it is kept. */
export interface KeptReset extends PinReset {
  /** What lets it be read and its credential be fetched, as the secret keeper protects it. */
  readonly secret: string;
  /**
   * The SO PIN that the token is to have, or has, for the platform's escrow key (SM2Cipher, base64): this computer
   * cannot read it. Null before the first credential.
   */
  readonly escrowedSoPin: string | null;
  /** Of the last credential; null before the first. */
  readonly credentialId: string | null;
}

export type ResetBook = Records<KeptReset>;

const time = z.iso.datetime({ offset: true });
const state = z.enum(APPLICATION_STATES);

/** What the window and the command line may know. */
const shown = {
  number: z.string(),
  platformId: z.string(),
  tokenSerial: z.string(),
  esId: z.string().nullable(),
  sealName: z.string().nullable(),
  holderName: z.string(),
  holderCode: z.string().nullable(),
  applicant: personRecord,
  purpose: z.enum(RESET_PURPOSES),
  reason: z.string(),
  state,
  progress: z.enum(RESET_PROGRESS),
  papers: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(PAPER_KINDS),
      name: z.string(),
      pages: z.int(),
      size: z.int(),
    }),
  ),
  createdAt: time,
  submittedAt: time.nullable(),
  decidedAt: time.nullable(),
  decisionReason: z.string().nullable(),
  validUntil: time.nullable(),
  checkedAt: time,
  steps: z.array(z.strictObject({ state, at: time })),
};

const schema = z.strictObject({
  ...shown,
  secret: z.string(),
  escrowedSoPin: z.base64().nullable(),
  credentialId: z.string().nullable(),
});

/** The applications for PIN resets made on this computer. */
export function resetBook(records: RecordStore): ResetBook {
  return recordsOfKind<KeptReset>('pinReset', schema, ({ number }) => number, records);
}

const shownSchema = z.object(shown);

/** What the window and the command line may know of a kept application. */
export function shownReset(kept: KeptReset): PinReset {
  return shownSchema.parse(kept);
}
