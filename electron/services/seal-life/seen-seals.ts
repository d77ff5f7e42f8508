import { z } from 'zod';
import { SEAL_SOURCES, type KnownSeal } from '../../shared/model/known-seal.ts';
import type { TokenInfo } from '../../shared/model/token-info.ts';
import { listRegister } from '../register/read-register.ts';
import type { RegisterStore } from '../register/ports.ts';
import { type RecordStore, recordsOfKind, type Records } from '../records/records.ts';
import { mergeKnownSeals, sealsOfRegister, sealsOfTokens } from './known-seals.ts';

const seenSeal = z.strictObject({
  esId: z.string(),
  sealName: z.string(),
  holderName: z.string(),
  holderCode: z.string().nullable(),
  tokenSerial: z.string().nullable(),
  source: z.enum(SEAL_SOURCES),
});

/** Seals that lay on keys which were plugged in here once: they can be reported when the key is gone. */
export function seenSealBook(records: RecordStore): Records<KnownSeal> {
  return recordsOfKind<KnownSeal>('seenSeal', seenSeal, ({ esId }) => esId ?? '', records);
}

/** Remembers the seals of the keys that are there. @throws CodedError of the store */
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
 * Every seal that this computer knows, whether or not its key is there. A source that cannot be read is left out: a
 * report can be made by what the person types.
 */
export async function knownSeals(
  tokens: readonly TokenInfo[],
  fromFiles: readonly KnownSeal[],
  { seen, register }: KnownSealPorts,
): Promise<readonly KnownSeal[]> {
  const listing = await listRegister({ act: 'seal' }, register);
  const used = listing.ok ? sealsOfRegister(listing.value.entries) : [];
  const noted = await seen.all().catch(() => []);
  return mergeKnownSeals([sealsOfTokens(tokens), noted, used, fromFiles]);
}
