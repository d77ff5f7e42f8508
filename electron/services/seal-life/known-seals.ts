import { decodeSeal, type Seal } from '../../core/seal/seal.ts';
import { certificateOrNull } from '../../core/x509/certificate.ts';
import { CodedError } from '../../shared/errors.ts';
import { SEAL_SOURCES, type KnownSeal } from '../../shared/model/loss-report.ts';
import type { RegisteredEntry } from '../../shared/model/register.ts';
import type { TokenInfo } from '../../shared/model/token.ts';
import type { SealFile } from '../tokens/seal-files.ts';

/** The seals on the keys that are plugged in, former ones left out: nobody loses those. */
export function sealsOfTokens(tokens: readonly TokenInfo[]): readonly KnownSeal[] {
  return tokens.flatMap(({ serial, certificates, seals }) => {
    const holder = holderOf(certificates.find(({ usable }) => usable) ?? certificates[0]);
    return seals
      .filter(({ esId, history }) => esId !== '' && !history)
      .map(({ esId, name }) => ({ esId, sealName: name, ...holder, tokenSerial: serial, source: 'token' }));
  });
}

/** The seals that the register has seen in use. */
export function sealsOfRegister(entries: readonly RegisteredEntry[]): readonly KnownSeal[] {
  return entries.flatMap(({ entry }) => {
    if (entry.act !== 'seal' || entry.seal === null) return [];
    const { esId, name } = entry.seal;
    const holder = holderOf(entry.certificate ?? undefined);
    return [{ esId, sealName: name, ...holder, tokenSerial: entry.tokenSerial, source: 'register' }];
  });
}

/** Each seal once, from its surest source, in the order of names. */
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

/** A less sure source fills in what the surer one does not say. */
function completed(known: KnownSeal, other: KnownSeal): KnownSeal {
  return {
    ...known,
    holderName: known.holderName === '' ? other.holderName : known.holderName,
    holderCode: known.holderCode ?? other.holderCode,
    tokenSerial: known.tokenSerial ?? other.tokenSerial,
  };
}

function holderOf(certificate: { readonly subject: string } | undefined): {
  readonly holderName: string;
  readonly holderCode: string | null;
} {
  const subject = certificate?.subject ?? '';
  return { holderName: attributeOf('CN', subject) ?? '', holderCode: attributeOf('serialNumber', subject) };
}

/** An attribute of a distinguished name as RFC 4514 writes it: specials stand behind a backslash. */
function attributeOf(type: string, subject: string): string | null {
  const match = new RegExp(String.raw`(?:^|,)${type}=((?:\\.|[^,\\])*)`, 'u').exec(subject);
  return match?.[1]?.replaceAll(/\\(.)/gu, '$1') ?? null;
}

/** The seals of .esl files; a file that holds none is left out. */
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
