import { z } from 'zod';
import { toHex } from '../../core/bytes/encodings.ts';
import type { AppError } from '../../shared/errors.ts';
import { CodedError } from '../../shared/errors.ts';
import type { ApprovalClaim, ClaimedUse, DoubleUse } from '../../shared/model/approval.ts';
import type { RegisterMark } from '../../shared/model/verification-report.ts';
import type { PlatformSchema } from '../../shared/platform-api/schema.ts';
import type { Result } from '../../shared/result.ts';
import type { RandomBytes } from '../ports/clock.ts';
import { type RecordStore, type Records, recordsOfKind } from '../records/records.ts';
import { registerIdOf } from '../register/register-identity.ts';

/** Names one claim at a platform. */
export interface ClaimAddress {
  readonly platform: string;
  /** SM3 of the request's canonical octets, hexadecimal. */
  readonly approvalSm3: string;
  readonly claimId: string;
}

/**
 * The claims that platforms keep, asked in the name of the register. Every call fails with the PLATFORM_ codes, with
 * REGISTER_NOT_OPEN and the like, and may be repeated.
 */
export interface ClaimPlatforms {
  claim(
    address: ClaimAddress,
    request: PlatformSchema<'ApprovalClaimRequest'>,
  ): Promise<Result<{ readonly outcome: 'yours' | 'taken'; readonly claim: ApprovalClaim }>>;
  giveBack(address: ClaimAddress): Promise<Result<null>>;
  /** Returns the uses that were made more than once, one of them by this register. */
  doubleUses(platform: string): Promise<Result<readonly FoundDoubleUse[]>>;
}

/** A use that the platform knows more than once; the claim that stands is the first. */
export interface FoundDoubleUse {
  readonly approvalSm3: string;
  /** From 1. */
  readonly use: number;
  readonly claims: readonly ApprovalClaim[];
}

export interface ClaimPorts {
  readonly records: RecordStore;
  readonly random: RandomBytes;
  readonly claims: ClaimPlatforms;
}

/** Opens the register at a platform by the key that is about to serve. @throws CodedError of the key */
export type OpenByKey = (platform: string) => Promise<void>;

const claimedUseSchema = z.strictObject({ at: z.iso.datetime(), sm3After: z.string() });

export const claimSchema = z.strictObject({
  claimId: z.string(),
  registerId: z.string(),
  use: z.int().min(1),
  documentSm3: z.string(),
  esId: z.string(),
  claimedAt: z.iso.datetime(),
  used: claimedUseSchema.nullable(),
});

const record = z.strictObject({
  approval: z.string(),
  index: z.int().min(0),
  platform: z.string(),
  claimId: z.string(),
  attempt: z.int().min(0),
  state: z.enum(['sending', 'held', 'offline', 'taken']),
  approvalSm3: z.string(),
  uses: z.int().min(1),
  documentSm3: z.string(),
  esId: z.string(),
  used: claimedUseSchema.nullable(),
  delivered: z.boolean(),
  standing: claimSchema.nullable(),
});

/** What this computer knows of the claim to one item of a request. It outlives a failed sealing, whose retry it serves. */
export interface ClaimRecord {
  readonly approval: string;
  readonly index: number;
  readonly platform: string;
  readonly claimId: string;
  readonly attempt: number;
  /** `offline`: the platform did not answer; `taken`: another claim stands. */
  readonly state: 'sending' | 'held' | 'offline' | 'taken';
  readonly approvalSm3: string;
  readonly uses: number;
  readonly documentSm3: string;
  readonly esId: string;
  /** Null until the key was used. */
  readonly used: ClaimedUse | null;
  /** True when the platform knows the use. */
  readonly delivered: boolean;
  /** The claim that stands in place of this one; null if none does. */
  readonly standing: ApprovalClaim | null;
}

export const claimKey = (approval: string, index: number): string => `${approval}/${index}`;

export function claimRecords(records: RecordStore): Records<ClaimRecord> {
  return recordsOfKind<ClaimRecord>(
    'approvalClaim',
    record,
    ({ approval, index }) => claimKey(approval, index),
    records,
  );
}

/** The use of an item that is about to begin. */
export type ClaimWish = Pick<
  ClaimRecord,
  'approval' | 'index' | 'platform' | 'approvalSm3' | 'uses' | 'documentSm3' | 'esId'
>;

const CLAIM_ID_LENGTH = 16;

/**
 * Claims one use at the platform, before the key is used. A claim that this computer holds already serves the retry.
 * @param openRegister is called if the register is not open at the platform, where nobody else can speak for it
 * @returns `held`, or `offline` with the reason when the platform gave no answer
 * @throws CodedError APPROVAL_USED_ELSEWHERE when another claim stands, also when the platform said so earlier and
 *   cannot be asked now; the codes of the store
 */
export async function claimUse(
  wish: ClaimWish,
  openRegister: OpenByKey,
  ports: ClaimPorts,
): Promise<{ readonly state: 'held' } | { readonly state: 'offline'; readonly reason: AppError }> {
  const book = claimRecords(ports.records);
  const known = await book.find(claimKey(wish.approval, wish.index));
  const next = nextAttempt(wish, known, ports.random);
  // It is kept before it is sent: if the process dies now, the retry is the same claim.
  await book.keep({ ...next, state: 'sending' });
  let answer = await ports.claims.claim(next, requestOf(next));
  if (!answer.ok && answer.error.code === 'REGISTER_NOT_OPEN') {
    await openRegister(wish.platform);
    answer = await ports.claims.claim(next, requestOf(next));
  }
  if (answer.ok && answer.value.outcome === 'yours') {
    await book.keep({ ...next, state: 'held' });
    return { state: 'held' };
  }
  const standing = answer.ok ? answer.value.claim : (known?.standing ?? null);
  if (standing !== null) {
    await book.keep({ ...next, state: 'taken', standing });
    throw await usedElsewhere(wish.approval, standing, ports);
  }
  await book.keep({ ...next, state: 'offline' });
  return { state: 'offline', reason: answer.ok ? { code: 'PLATFORM_ANSWER_INVALID' } : answer.error };
}

function nextAttempt(wish: ClaimWish, known: ClaimRecord | null, random: RandomBytes): ClaimRecord {
  const isSame =
    known !== null &&
    known.state !== 'taken' &&
    known.platform === wish.platform &&
    known.approvalSm3 === wish.approvalSm3;
  const claimId = isSame ? known.claimId : toHex(random(CLAIM_ID_LENGTH));
  const attempt = isSame ? known.attempt + 1 : 1;
  return { ...wish, claimId, attempt, state: 'sending', used: null, delivered: false, standing: null };
}

/** Returns a claim as the platform is told it. */
export function requestOf({
  attempt,
  index,
  uses,
  documentSm3,
  esId,
  used,
}: ClaimRecord): PlatformSchema<'ApprovalClaimRequest'> {
  return { attempt, use: index + 1, uses, documentSm3, esId, used };
}

async function usedElsewhere(
  approval: string,
  { claimedAt, registerId, used }: ApprovalClaim,
  { records, random }: ClaimPorts,
): Promise<CodedError> {
  const isOwn = registerId === (await registerIdOf(records, random));
  return new CodedError('APPROVAL_USED_ELSEWHERE', approval, {
    approval,
    claimedAt,
    usedAt: used?.at ?? null,
    register: registerId,
    ownRegister: isOwn,
  });
}

/** Notes that the key was used under a claim. The platform is told at the next synchronisation. */
export async function noteUse(
  approval: string,
  index: number,
  used: ClaimedUse,
  { records }: Pick<ClaimPorts, 'records'>,
): Promise<void> {
  const book = claimRecords(records);
  const known = await book.find(claimKey(approval, index));
  if (known !== null) await book.keep({ ...known, used, delivered: false });
}

/**
 * Gives the claim to an item back, so that another computer may seal it. Does nothing when none is held.
 * @throws CodedError the PLATFORM_ codes: PLATFORM_REFUSED when the platform knows of the use
 */
export async function giveBackClaim(approval: string, index: number, ports: ClaimPorts): Promise<void> {
  const known = await claimRecords(ports.records).find(claimKey(approval, index));
  if (known === null || known.state === 'taken' || known.used !== null) return;
  const given = await ports.claims.giveBack(known);
  if (!given.ok) throw new CodedError(given.error.code, given.error.code, given.error.details);
  await ports.records.remove('approvalClaim', claimKey(approval, index));
}

const doubleUse = z.strictObject({
  approvalSm3: z.string(),
  use: z.int().min(1),
  claims: z.array(claimSchema),
  foundAt: z.iso.datetime(),
});

export const doubleUseId = ({ approvalSm3, use }: Pick<DoubleUse, 'approvalSm3' | 'use'>): string =>
  `${approvalSm3}/${use}`;

/** The double uses that this computer knows of. */
export function doubleUseRecords(records: RecordStore): Records<DoubleUse> {
  return recordsOfKind<DoubleUse>('approvalDoubleUse', doubleUse, doubleUseId, records);
}

/** Marks a file that came out of a double use. @param sm3 of the sealed file; null for any file at all */
export async function doubleUseMarks(
  sm3: string | null,
  records: RecordStore,
): Promise<readonly RegisterMark[]> {
  const known = await doubleUseRecords(records).all();
  const found = known.find(({ claims }) => sm3 === null || claims.some(({ used }) => used?.sm3After === sm3));
  return found === undefined ? [] : [{ kind: 'approvalUsedTwice', at: found.foundAt, reason: null }];
}
