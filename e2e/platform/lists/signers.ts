import { claimedSigner, type Statement } from '../../../electron/core/platform/signed-statement.ts';
import { equalBytes } from '../../../electron/core/bytes/byte-arrays.ts';
import { softwareSigner } from '../../../electron/core/sm/message-signature.ts';
import { decodeCertificate } from '../../../electron/core/x509/certificate.ts';
import {
  type DemoAuthority,
  generateSoftwareKey,
  type SoftwareKey,
} from '../../../electron/services/demo-world/authorities.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { InTurn } from '../in-turn.ts';
import { say } from '../language.ts';
import { base64Of, type PlatformContext } from '../platform-context.ts';
import { Problem } from '../problem.ts';
import { certifySigner } from '../world/authorities.ts';

interface SignerRow {
  readonly number: number;
  readonly certificate: Uint8Array;
  readonly private_key: Uint8Array;
  readonly starts_at: string;
  readonly ends_at: string | null;
}

/** A signer of the platform, as its operator sees it. */
export interface PlatformSigner {
  /** Of its certificate, hexadecimal. */
  readonly serial: string;
  readonly from: string;
  readonly until: string | null;
}

/** Who signs, with what it signs. */
export type SigningParty = Pick<DemoAuthority, 'certificate' | 'key'>;

function rows(context: PlatformContext): readonly SignerRow[] {
  const { database, authorities, clock } = context;
  const read = database.prepare<[], SignerRow>('SELECT * FROM signer ORDER BY number');
  const known = read.all();
  if (known.length > 0) return known;
  const { certificate, key } = authorities.signer;
  keep(context, certificate, key, clock.now());
  return read.all();
}

function keep({ database }: PlatformContext, certificate: Uint8Array, key: SoftwareKey, from: Date): void {
  database
    .prepare('INSERT INTO signer (certificate, private_key, starts_at, ends_at) VALUES (?, ?, ?, NULL)')
    .run(certificate, key.privateKey, from.toISOString());
}

const isOver = ({ ends_at }: SignerRow, now: Date): boolean =>
  ends_at !== null && Date.parse(ends_at) < now.getTime();

/** Signing is the most frequent work of a platform: its key is made ready once. */
const parties = new WeakMap<PlatformContext, Map<number, SigningParty>>();

function partyOf(context: PlatformContext, row: SignerRow): SigningParty {
  const known = parties.get(context) ?? new Map<number, SigningParty>();
  parties.set(context, known);
  const party = known.get(row.number) ?? readyParty(context, row);
  known.set(row.number, party);
  return party;
}

function readyParty({ engine, random }: PlatformContext, row: SignerRow): SigningParty {
  const privateKey = new Uint8Array(row.private_key);
  const sign = softwareSigner(engine, privateKey, random);
  const key = { privateKey, publicKey: engine.publicKeyOf(privateKey), sign };
  return { certificate: new Uint8Array(row.certificate), key };
}

/** Returns who signs now: of those whose time it is, the one that began last. A clock that was put back has the first one. */
export function presentSigner(context: PlatformContext): SigningParty {
  const now = context.clock.now();
  const all = rows(context);
  const present = all.findLast((row) => Date.parse(row.starts_at) <= now.getTime() && !isOver(row, now));
  return partyOf(context, present ?? firstOf(all));
}

/** Returns a signer whose time is over, for counterfeits; null before any was replaced. */
export function formerSigner(context: PlatformContext): SigningParty | null {
  const former = rows(context).findLast((row) => isOver(row, context.clock.now()));
  return former === undefined ? null : partyOf(context, former);
}

function firstOf<T>([first]: readonly T[]): T {
  if (first === undefined) throw new Error('a platform has a signer');
  return first;
}

/** Tells whether a statement that was issued before is by the present signer. Another one is issued anew. */
export function isByPresentSigner(context: PlatformContext, statement: Statement): boolean {
  const signer = claimedSigner(statement);
  return signer !== null && equalBytes(signer.raw, presentSigner(context).certificate);
}

const serialOf = ({ certificate }: SignerRow): string =>
  decodeCertificate(new Uint8Array(certificate)).serial;

export function listSigners(context: PlatformContext): readonly PlatformSigner[] {
  return rows(context).map((row) => ({ serial: serialOf(row), from: row.starts_at, until: row.ends_at }));
}

const replacing = new InTurn();

/** Has the root certify the next signer, and announces it. @returns its serial number, hexadecimal */
export function announceSigner(context: PlatformContext, from: Date): Promise<string> {
  return replacing.run(async () => {
    rows(context);
    const key = generateSoftwareKey(context.engine, context.random);
    const certificate = await certifySigner(context, key.publicKey);
    keep(context, certificate, key, from);
    return decodeCertificate(certificate).serial;
  });
}

/** A change of the time of a signer. */
export interface TermChange {
  readonly serial: string;
  /** Null leaves the beginning as it is. */
  readonly from: string | null;
  /** Null for no end. */
  readonly until: string | null;
}

/**
 * Changes the time of a signer.
 * @throws Problem when there is no such signer, or nobody would sign from then on
 */
export function setTerm(context: PlatformContext, { serial, from, until }: TermChange): void {
  const all = rows(context);
  const row = all.find((each) => serialOf(each) === serial.toLowerCase());
  if (row === undefined) throw new Problem('not-found', say('没有这个签名者', 'There is no such signer'));
  const endsAt = until === null ? Infinity : Date.parse(until);
  const goesOn = (each: SignerRow): boolean =>
    Date.parse(each.starts_at) <= endsAt && (each.ends_at === null || Date.parse(each.ends_at) > endsAt);
  if (until !== null && !all.some((each) => each !== row && goesOn(each)))
    throw new Problem('wrong-state', say('届时没有其他签名者', 'Nobody else would sign from then on'));
  context.database
    .prepare('UPDATE signer SET starts_at = ?, ends_at = ? WHERE number = ?')
    .run(from ?? row.starts_at, until, row.number);
}

/** Returns the signers of the list that is published now: all whose time is not over. */
export function announcedSigners(context: PlatformContext): PlatformSchema<'SignerList'>['signers'] {
  return rows(context)
    .filter((row) => !isOver(row, context.clock.now()))
    .map((row) => ({
      certificate: base64Of(row.certificate),
      from: row.starts_at,
      until: row.ends_at,
    }));
}
