import { z } from 'zod';
import { CodedError } from '../../shared/errors.ts';
import { PAPER_KINDS, type PinReset, RESET_PROGRESS, RESET_PURPOSES } from '../../shared/model/pin-reset.ts';
import { APPLICATION_STATES } from '../../shared/model/seal-life.ts';
import type { TokenInfo } from '../../shared/model/token.ts';
import type { Clock, RandomBytes } from '../ports/clock.ts';
import type { SecretKeeper } from '../ports/secrets.ts';
import type { PinResetPort } from '../ports/tokens.ts';
import { type RecordStore, type Records, personRecord, recordsOfKind } from '../records/records.ts';
import type { Recorder } from '../register/acts-on-record.ts';
import type { PinLifePorts } from '../tokens/pin-life.ts';
import type { PaperStore } from '../papers/papers.ts';
import type { PinResetApi, ResetKey, ResetPlatforms } from './reset-platform.ts';

/** An application as it is kept. */
export interface KeptReset extends PinReset {
  /** The secret for reading the application and fetching its credential, protected by the secret keeper. */
  readonly secret: string;
  /**
   * The present or next SO PIN of the token, encrypted for the platform's escrow key (SM2Cipher, base64). This computer
   * cannot read it. Null before the first credential.
   */
  readonly escrowedSoPin: string | null;
  /** The id of the last credential; null before the first. */
  readonly credentialId: string | null;
}

type ResetRecords = Records<KeptReset>;

const time = z.iso.datetime({ offset: true });
const state = z.enum(APPLICATION_STATES);

/** The part that the window and the command line may see. */
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

/** Returns the records of the applications for PIN resets made on this computer. */
export function resetRecords(records: RecordStore): ResetRecords {
  return recordsOfKind<KeptReset>('pinReset', schema, ({ number }) => number, records);
}

const shownSchema = z.object(shown);

/** Removes everything that the window and the command line must not see. */
export function shownReset(kept: KeptReset): PinReset {
  return shownSchema.parse(kept);
}

export interface ResetPorts {
  readonly resets: ResetRecords;
  readonly platforms: ResetPlatforms;
  readonly papers: PaperStore;
  readonly secrets: SecretKeeper;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly sm3: (bytes: Uint8Array) => Uint8Array;
}

/** The additional ports for setting the new PIN. */
export interface ResetKeyPorts extends Pick<PinLifePorts, 'policy' | 'history'> {
  readonly tokens: PinResetPort;
  /**
   * Looks at the keys now.
   * @returns null when the token is not plugged in
   */
  tokenOf(serial: string): Promise<TokenInfo | null>;
}

/**
 * Finds an application by its number.
 * @throws RESET_NOT_FOUND
 */
export async function findReset(number: string, { resets }: Pick<ResetPorts, 'resets'>): Promise<KeptReset> {
  const kept = await resets.find(number);
  if (kept === null) throw new CodedError('RESET_NOT_FOUND', number, { number });
  return kept;
}

/**
 * Returns the platform of an application and the key to the application there.
 * Rejects with PLATFORM_NOT_CONFIGURED, RESET_SECRET_UNREADABLE.
 */
export async function keyOf(
  { number, platformId, secret }: KeptReset,
  { platforms, secrets }: Pick<ResetPorts, 'platforms' | 'secrets'>,
): Promise<{ readonly api: PinResetApi; readonly key: ResetKey }> {
  const api = platforms.resetApi(platformId);
  if (api === null) throw new CodedError('PLATFORM_NOT_CONFIGURED', platformId);
  const revealed = await secrets.reveal(secret);
  if (revealed === null) throw new CodedError('RESET_SECRET_UNREADABLE', number, { number });
  return { api, key: { number, secret: revealed } };
}

/** Makes the error for a step that does not fit the application's state. */
export function notPossible({ number, state, progress }: KeptReset): CodedError {
  return new CodedError('RESET_NOT_POSSIBLE', state, { number, state, progress });
}
