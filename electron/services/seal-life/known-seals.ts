import { z } from 'zod';
import { decodeSeal, type Seal } from '../../core/seal/seal.ts';
import { certificateOrNull } from '../../core/x509/certificate.ts';
import { CodedError } from '../../shared/errors.ts';
import { type KnownSeal, SEAL_SOURCES } from '../../shared/model/loss-report.ts';
import type { RegisteredEntry } from '../../shared/model/register.ts';
import type { TokenInfo } from '../../shared/model/token.ts';
import { resultOf } from '../../shared/result.ts';
import { type Records, recordsOfKind, type RecordStore } from '../records/records.ts';
import { readable } from '../register/find-entries.ts';
import type { RegisterStore } from '../register/register-store.ts';
import type { SealFile } from '../tokens/seal-files.ts';

const seenSeal = z.strictObject({
  esId: z.string(),
  sealName: z.string(),
  holderName: z.string(),
  holderCode: z.string().nullable(),
  tokenSerial: z.string().nullable(),
  source: z.enum(SEAL_SOURCES),
});

/**
 * Returns the records of seals on keys that were once plugged in here, so that they can be reported when the key is
 * gone.
 */
export function seenSealRecords(records: RecordStore): Records<KnownSeal> {
  return recordsOfKind<KnownSeal>('seenSeal', seenSeal, ({ esId }) => esId ?? '', records);
}

/**
 * Remembers the seals of the keys that are plugged in.
 * @throws CodedError of the store
 */
export async function noteSeenSeals(tokens: readonly TokenInfo[], seen: Records<KnownSeal>): Promise<void> {
  const known = new Map((await seen.all()).map((seal) => [seal.esId, JSON.stringify(seal)]));
  for (const seal of sealsOfTokens(tokens)) {
    const noted: KnownSeal = { ...seal, source: 'seen' };
    if (known.get(seal.esId) !== JSON.stringify(noted)) await seen.keep(noted);
  }
}

export interface KnownSealPorts {
  readonly seen: Records<KnownSeal>;
  readonly register: RegisterStore;
}

/**
 * Returns every seal that this computer knows, whether or not its key is plugged in. An unreadable source is left out,
 * because a person can type the seal into a report.
 */
export async function knownSeals(
  tokens: readonly TokenInfo[],
  fromFiles: readonly KnownSeal[],
  { seen, register }: KnownSealPorts,
): Promise<readonly KnownSeal[]> {
  const newest = await resultOf(() => register.newestOfEach('sealUse'));
  const used = newest.ok ? sealsOfRegister(readable(newest.value)) : [];
  const noted = await seen.all().catch(() => []);
  return mergeKnownSeals([sealsOfTokens(tokens), noted, used, fromFiles]);
}

/** Returns the seals on the keys that are plugged in. Former seals are left out: nobody loses those. */
export function sealsOfTokens(tokens: readonly TokenInfo[]): readonly KnownSeal[] {
  return tokens.flatMap(({ serial, certificates, seals }) => {
    const holder = holderOf(certificates.find(({ usable }) => usable) ?? certificates[0]);
    return seals
      .filter(({ esId, history }) => esId !== '' && !history)
      .map(({ esId, name }) => ({ esId, sealName: name, ...holder, tokenSerial: serial, source: 'token' }));
  });
}

/** Returns the seals whose use is on record. */
export function sealsOfRegister(entries: readonly RegisteredEntry[]): readonly KnownSeal[] {
  return entries.flatMap(({ entry }) => {
    if (entry.act !== 'seal' || entry.seal === null) return [];
    const { esId, name } = entry.seal;
    const holder = holderOf(entry.certificate ?? undefined);
    return [{ esId, sealName: name, ...holder, tokenSerial: entry.tokenSerial, source: 'register' }];
  });
}

/** Lists each seal once, from its surest source, in the order of names. */
export function mergeKnownSeals(lists: readonly (readonly KnownSeal[])[]): readonly KnownSeal[] {
  const bySource = lists
    .flat()
    .toSorted((left, right) => SEAL_SOURCES.indexOf(left.source) - SEAL_SOURCES.indexOf(right.source));
  const merged = new Map<string, KnownSeal>();
  for (const seal of bySource) {
    const key = seal.esId ?? `${seal.sealName}\n${seal.holderName}`;
    const known = merged.get(key);
    merged.set(key, known === undefined ? seal : completed(known, seal));
  }
  return [...merged.values()].toSorted((left, right) => left.sealName.localeCompare(right.sealName, 'zh-CN'));
}

/** Adds the facts of a less sure source that the surer one lacks. */
function completed(known: KnownSeal, other: KnownSeal): KnownSeal {
  return {
    ...known,
    holderName: known.holderName === '' ? other.holderName : known.holderName,
    holderCode: known.holderCode ?? other.holderCode,
    tokenSerial: known.tokenSerial ?? other.tokenSerial,
  };
}

/** Names the holder of a certificate by its subject in the form of RFC 4514. */
export function holderOf(certificate: { readonly subject: string } | undefined): {
  readonly holderName: string;
  readonly holderCode: string | null;
} {
  const subject = certificate?.subject ?? '';
  return { holderName: attributeOf('CN', subject) ?? '', holderCode: attributeOf('serialNumber', subject) };
}

/**
 * Returns an attribute of a distinguished name in the form of RFC 4514, in which a backslash stands before specials.
 */
function attributeOf(type: string, subject: string): string | null {
  const match = new RegExp(String.raw`(?:^|,)${type}=((?:\\.|[^,\\])*)`, 'u').exec(subject);
  return match?.[1]?.replaceAll(/\\(.)/gu, '$1') ?? null;
}

/** Returns the seals of .esl files. A file that holds no seal is left out. */
export function sealsOfFiles(files: readonly SealFile[]): readonly KnownSeal[] {
  return files.flatMap(({ bytes }) => {
    const seal = sealOrNull(bytes);
    if (seal === null) return [];
    const { certificateList, name } = seal.property;
    const [first] = certificateList.kind === 'certificates' ? certificateList.certificates : [];
    const subject = first === undefined ? undefined : certificateOrNull(first)?.subject.text;
    const holder = holderOf(subject === undefined ? undefined : { subject });
    return [{ esId: seal.esId, sealName: name, ...holder, tokenSerial: null, source: 'file' }];
  });
}

function sealOrNull(bytes: Uint8Array): Seal | null {
  try {
    return decodeSeal(bytes);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}
