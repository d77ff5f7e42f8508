import { base64 } from '@scure/base';
import { z } from 'zod';
import { enterpriseOf } from '../../core/approval/decision.ts';
import { toHex, utf8Bytes } from '../../core/bytes/encodings.ts';
import { keptStatement, type Statement } from '../../core/platform/signed-statement.ts';
import { HASH_LENGTH, treeRoot } from '../../core/register/merkle-tree.ts';
import { signOpening } from '../../core/register/register-opening.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { MessageSigner } from '../../core/sm/message-signature.ts';
import { certificateOrNull } from '../../core/x509/certificate.ts';
import { CodedError } from '../../shared/errors.ts';
import { failure, resultOf, type Result } from '../../shared/result.ts';
import type { Clock } from '../ports/clock.ts';
import { recordsOfKind, type Records } from '../records/records.ts';
import { registerIdentity, type RegisterIdentity, type RegisterKeyPorts } from './register-key.ts';
import type { RegisterStore } from './register-store.ts';
import { type CheckpointKey, signByKey } from './sign-checkpoint.ts';

/** A holder's statement that this register and its key are the holder's at a platform. */
interface KeptOpening {
  readonly platform: string;
  readonly registerId: string;
  /** base64 */
  readonly registerKey: string;
  readonly holder: string;
  readonly statement: Statement;
  /** False until the platform has taken it. */
  readonly sent: boolean;
}

const schema = z.strictObject({
  platform: z.string(),
  registerId: z.string(),
  registerKey: z.base64(),
  holder: z.string(),
  statement: keptStatement,
  sent: z.boolean(),
});

const KIND = 'register-opening';

const openingsIn = ({ records, engine }: RegisterKeyPorts): Records<KeptOpening> =>
  recordsOfKind<KeptOpening>(KIND, schema, (opening) => idOf(opening, engine), records);

/** One of each holder for a register at a platform. */
function idOf({ platform, registerId, holder }: KeptOpening, engine: SmEngine): string {
  return `${platform}/${registerId}/${toHex(engine.sm3(utf8Bytes(holder))).slice(0, 32)}`;
}

export interface OpeningPorts extends RegisterKeyPorts {
  readonly register: RegisterStore;
  readonly clock: Clock;
}

/** The holder's key that signs an opening. */
export interface OpeningSigner {
  /** DER */
  readonly certificate: Uint8Array;
  readonly sign: MessageSigner;
}

/**
 * Signs an opening of this register at a platform and keeps it until the next exchange with the platform sends it. One
 * that was signed before for the same holder and key stays. Rejects with the codes of the store and of the signer, and
 * with CERTIFICATE_NOT_FOR_SIGNING.
 */
export async function keepOpening(
  platform: string,
  { certificate, sign }: OpeningSigner,
  ports: OpeningPorts,
): Promise<void> {
  const signer = certificateOrNull(certificate);
  if ((signer?.publicKey.sm2 ?? null) === null || signer === null) {
    throw new CodedError('CERTIFICATE_NOT_FOR_SIGNING', 'not an SM2 key');
  }
  const identity = await registerIdentity(ports);
  const holder = enterpriseOf(signer);
  const known = await openingsOf(platform, identity, ports);
  if (known.some((each) => each.holder === holder)) return;
  const { registerId } = identity;
  const registerKey = base64.encode(identity.publicKey);
  const time = ports.clock.now().toISOString();
  const statement = await signOpening({ platform, registerId, registerKey, time }, certificate, sign);
  const kept = { platform, registerId, registerKey, holder, statement, sent: false };
  await openingsIn(ports).keep(kept);
}

/**
 * Signs an opening in the login in which a key has just served. Never fails, because the act itself is done and must not
 * suffer: without an opening the register stays as it was at the platform.
 * @param platform null when the act belongs to none
 */
export async function keepOpeningByKey(
  platform: string | null,
  key: CheckpointKey | null,
  ports: OpeningPorts,
): Promise<void> {
  if (platform === null || key === null) return;
  const { certificate } = key;
  const sign = async (message: Uint8Array): Promise<Uint8Array> => {
    const value = await signByKey(message, key, ports.engine);
    if (value === null) throw new CodedError('SIGNATURE_MISMATCH', 'the opening is not signed');
    return value;
  };
  await resultOf(() => keepOpening(platform, { certificate, sign }, ports));
}

/** Returns the openings of this register with its present key at a platform. */
async function openingsOf(
  platform: string,
  { registerId, publicKey }: RegisterIdentity,
  ports: OpeningPorts,
): Promise<readonly KeptOpening[]> {
  const key = base64.encode(publicKey);
  const all = await openingsIn(ports).all();
  return all.filter(
    (each) => each.platform === platform && each.registerId === registerId && each.registerKey === key,
  );
}

/** The head that an opening shows for entries from before registers had owners. */
export interface OpeningHead {
  readonly size: number;
  readonly root: string;
}

/** The answer of a platform to an opening; `headNeeded` is the number of entries whose root it wants to see. */
export type OpeningAnswer = Result<{ readonly headNeeded: number | null }>;

/** Sends an opening to the platform, signed by the register's key. */
export type SendOpening = (
  identity: RegisterIdentity,
  statement: Statement,
  head: OpeningHead | null,
) => Promise<OpeningAnswer>;

/**
 * Sends openings to a platform: those that it has not taken yet, or all of them when it says that the register is not
 * open. A holder whom it does not accept signs again with the next login. Fails with the codes of the platform and of
 * the store, and with REGISTER_DIFFERS when the platform holds more or other entries than this register.
 * @param again true to send also what the platform has taken before
 * @returns the number of openings that the platform has taken
 */
export function sendOpenings(
  platform: string,
  again: boolean,
  send: SendOpening,
  ports: OpeningPorts,
): Promise<Result<number>> {
  return resultOf(async () => {
    const identity = await registerIdentity(ports);
    const all = await openingsOf(platform, identity, ports);
    const due = all.filter(({ sent }) => again || !sent);
    let taken = 0;
    for (const opening of due) {
      const answer = await sendOne(identity, opening, send, ports);
      if (isRefusedHolder(answer)) await ports.records.remove(KIND, idOf(opening, ports.engine));
      if (!answer.ok) throw new CodedError(answer.error.code, 'an opening', answer.error.details);
      await openingsIn(ports).keep({ ...opening, sent: true });
      taken += 1;
    }
    return taken;
  });
}

async function sendOne(
  identity: RegisterIdentity,
  { statement }: KeptOpening,
  send: SendOpening,
  ports: OpeningPorts,
): Promise<OpeningAnswer> {
  const first = await send(identity, statement, null);
  if (!first.ok || first.value.headNeeded === null) return first;
  const head = await headAt(first.value.headNeeded, ports);
  if (head === null) {
    return failure({ code: 'REGISTER_DIFFERS', details: { size: first.value.headNeeded } });
  }
  const second = await send(identity, statement, head);
  if (!second.ok || second.value.headNeeded === null) return second;
  return failure({ code: 'REGISTER_DIFFERS', details: { size: second.value.headNeeded } });
}

/** Returns null when the register is shorter. */
async function headAt(size: number, { register, engine }: OpeningPorts): Promise<OpeningHead | null> {
  const leaves = await register.leafHashes(0);
  if (leaves.length < size * HASH_LENGTH) return null;
  return { size, root: toHex(treeRoot(engine, leaves, size)) };
}

const isRefusedHolder = (answer: OpeningAnswer): boolean =>
  !answer.ok && (answer.error.code === 'PLATFORM_REFUSED' || answer.error.code === 'REGISTER_NOT_YOURS');
