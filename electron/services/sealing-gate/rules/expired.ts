import { renewalWindow } from '../../../core/seal-life/reminders.ts';
import type { SealingRule, SealingSituation } from '../situation.ts';
import { refuse } from './refuse.ts';

/** Seal and certificate end each on their own day; the rules say whether renewal is still possible. */
export const expired: SealingRule = (situation) => {
  const { now, seal, certificate } = situation;
  const sealEnds = new Date(seal.validTo);
  if (sealEnds < now) return refuseExpired('SEAL_EXPIRED', situation, sealEnds);
  if (certificate.notAfter === null || certificate.notAfter >= now) return null;
  return refuseExpired('CERTIFICATE_EXPIRED', situation, certificate.notAfter);
};

function refuseExpired(
  code: 'SEAL_EXPIRED' | 'CERTIFICATE_EXPIRED',
  situation: SealingSituation,
  ended: Date,
) {
  const { policy, now } = situation;
  const window = policy === null ? null : renewalWindow(policy, ended, now);
  return refuse(code, situation, policy?.rules.validity ?? policy?.rules.renewal, {
    since: ended.toISOString(),
    renewable: window === null ? null : window.state === 'open',
  });
}
