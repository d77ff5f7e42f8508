import { failure, resultOf } from '../../shared/result.ts';
import { timeStampSource, type TimeStampAuthorityPort, type TimeStampPorts } from './request-time-stamp.ts';
import type { SealIdentity, PlatformKnowledgePort } from '../platform/platform-knowledge.ts';
import type { TimeStampSource } from './stamp-signature.ts';

export interface TrustedTimeParts extends Omit<TimeStampPorts, 'authority'> {
  readonly knowledge: PlatformKnowledgePort;
  /** Null for a platform without a way to it. */
  readonly authorityOf: (platformId: string) => TimeStampAuthorityPort | null;
}

/**
 * Where a seal's trusted time comes from: the authority of the platform that it belongs to.
 * @returns undefined where it belongs to none, so that nothing is asked and nothing is missing
 */
export async function trustedTimeOf(
  seal: SealIdentity,
  { knowledge, authorityOf, ...ports }: TrustedTimeParts,
): Promise<TimeStampSource | undefined> {
  const known = await resultOf(() => knowledge.of(seal));
  if (!known.ok) return () => Promise.resolve(failure(known.error));
  const authority = known.value === null ? null : authorityOf(known.value.platformId);
  return authority === null ? undefined : timeStampSource({ ...ports, authority });
}
