import { toHex } from '../../core/bytes/encodings.ts';
import type { IdentifiedCheckpoint } from '../../core/register/audit-heads.ts';
import { saidIn } from '../../core/register/checkpoint.ts';
import { type IdentifiedHead, isOfRegister, type RegisterIds } from '../../core/register/find-cut.ts';
import type { JournalHead } from '../../core/register/head-lines.ts';
import { readTokenHead } from '../../core/register/kept-head.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { HeadSource, RegisterCheckpoint } from '../../shared/model/register.ts';
import type { TokenSnapshot } from '../../shared/model/token.ts';
import type { KeptCountersignature, KnownEntries } from './register-store.ts';

const CHECKPOINT: HeadSource = { kind: 'checkpoint', name: null };
export const JOURNAL: HeadSource = { kind: 'journal', name: null };

/** Returns a head of the journal: a platform's word counts as the platform's. */
export function journalHead(head: JournalHead): IdentifiedHead {
  const { registerId, size, root, time } = head;
  return { registerId, size, root, time, source: sourceOf(head) };
}

/** A checkpoint of the database names no register. */
export const databaseHead = ({ size, root, time }: RegisterCheckpoint): IdentifiedHead => ({
  ...{ registerId: null, size, root, time },
  source: CHECKPOINT,
});

/** What cannot be read names no register; the register's check says that it is not genuine. */
export function platformHead({ platform, size, root, statement }: KeptCountersignature): IdentifiedHead {
  const said = saidIn(statement);
  return {
    ...{ registerId: said?.registerId ?? null, time: said?.time ?? '', size, root },
    source: { kind: 'platform', name: platform },
  };
}

function sourceOf(head: JournalHead): HeadSource {
  return head.kind === 'countersignature' ? { kind: 'platform', name: head.platform } : JOURNAL;
}

/** Returns the heads on a token of this register and of its place; several computers may share a token. */
export function headsOn({ serial, data }: TokenSnapshot, origin: string, ids: RegisterIds): IdentifiedHead[] {
  return data.flatMap(({ value }) => {
    const head = readTokenHead(value);
    if (head === null || !isOfRegister(head, origin, ids)) return [];
    const { registerId, size, root, time } = head;
    return [{ registerId, size, root, time, source: { kind: 'token', name: serial } }];
  });
}

/**
 * Returns what tokens know of the first entries of a register: the one that knows most. A head is kept on a token only
 * after every entry under it was found to fit.
 */
export function knownOn(tokens: readonly TokenSnapshot[], registerId: string | null): KnownEntries | null {
  const known = tokens.flatMap(({ data }) =>
    data.flatMap(({ value }): KnownEntries[] => {
      const head = readTokenHead(value);
      if (head === null || head.fingerprint === null || head.registerId !== registerId) return [];
      const { size, root, fingerprint } = head;
      return [{ size, root, fingerprint }];
    }),
  );
  return known.sort((one, other) => other.size - one.size)[0] ?? null;
}

/** Returns the heads on a token with the certificates that they name, which lie beside them. */
export function signedHeadsOn(
  { serial, data, certificates }: TokenSnapshot,
  origin: string,
  ids: RegisterIds,
  engine: Pick<SmEngine, 'sm3'>,
): IdentifiedCheckpoint[] {
  return data.flatMap(({ value }) => {
    const head = readTokenHead(value);
    if (head === null || !isOfRegister(head, origin, ids)) return [];
    const { registerId, size, root, time, signer } = head;
    const signing = certificates.find(({ der }) => toHex(engine.sm3(der)) === signer);
    const certificate = signing === undefined ? null : toHex(signing.der);
    const signature = certificate === null ? null : head.signature;
    return [
      {
        ...{ registerId, size, root, time, certificate, signature },
        source: { kind: 'token', name: serial },
      } as const,
    ];
  });
}

/** Returns the largest countersignature of each platform. */
export function largestOf(kept: readonly KeptCountersignature[]): readonly KeptCountersignature[] {
  const largest = new Map<string, KeptCountersignature>();
  for (const each of kept) {
    if ((largest.get(each.platform)?.size ?? 0) < each.size) largest.set(each.platform, each);
  }
  return [...largest.values()];
}
