import type { SealStatus } from '../../shared/model/seal-status.ts';
import type { PlatformKnowledgePort } from '../platform/platform-knowledge.ts';
import type { KeptApplication } from './application-book.ts';
import type { Records } from '../records/records.ts';

/**
 * What is known of seals, with those replaced whose successor was written to a key here: the platform may let a
 * renewed seal run on to its end, but nobody should seal with two of a kind. A successor that goes on under the same
 * number cannot be told from it by that, and must not be barred.
 */
export function withRenewedHere(
  knowledge: PlatformKnowledgePort,
  applications: Pick<Records<KeptApplication>, 'all'>,
): PlatformKnowledgePort {
  return {
    of: async (seal) => {
      const known = await knowledge.of(seal);
      if (known === null || (known.status?.state ?? 'active') !== 'active') return known;
      const successor = (await applications.all()).find(
        ({ esId, newSeal }) =>
          esId === seal.esId && newSeal !== null && newSeal.storedAt !== null && newSeal.esId !== esId,
      );
      const status = successor === undefined ? null : replacedBy(successor, known.status);
      return status === null ? known : { ...known, status };
    },
  };
}

function replacedBy(
  { esId, number, newSeal }: KeptApplication,
  published: SealStatus | null,
): SealStatus | null {
  if (newSeal === null || newSeal.storedAt === null) return null;
  return {
    esId,
    state: 'replaced',
    since: newSeal.storedAt,
    reason: number,
    replacedBy: newSeal.esId,
    number: published?.number ?? 0,
  };
}
