import type { SealingRule } from '../situation.ts';
import { refuse } from './refuse.ts';

/** A revoked certificate signs nothing any more, whatever the seal's own state. */
export const certificateRevoked: SealingRule = (situation) => {
  const { revokedSince } = situation.certificate;
  if (revokedSince === null) return null;
  return refuse('CERTIFICATE_REVOKED', situation, null, { since: revokedSince });
};
