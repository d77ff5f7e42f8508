import { type AppError } from '../../shared/errors.ts';
import { citationDetails, type PolicyProfile } from '../../shared/model/policy-profile.ts';
import { addMonths } from './reminders.ts';

/** The times of a seal that a platform has just made, and of its certificate. */
export interface NewSealTimes {
  /** 制发之日: the day on which the seal says it was made. */
  readonly createdAt: Date;
  readonly validTo: Date;
  readonly certificateFrom: Date;
  readonly certificateTo: Date;
}

/** Makers round to the end of a day, and a clock may be ahead. */
const ROUNDING_MS = 86_400_000;

/**
 * Returns the reason why a new seal may not be taken over because it or its certificate is valid for longer than the
 * rules allow, or null. The year counts from the day of issue (中山 第十七条, 广西 第十八条), which therefore may not lie
 * ahead. Where the rules name no length there is no bound.
 */
export function validityRefusal(
  profile: PolicyProfile | null,
  { createdAt, validTo, certificateFrom, certificateTo }: NewSealTimes,
  now: Date,
): AppError | null {
  const rule = profile?.rules.validity ?? null;
  const months = rule?.months ?? null;
  if (profile === null || rule === null || months === null) return null;
  const issued = new Date(Math.min(createdAt.getTime(), now.getTime()));
  const certified = new Date(Math.min(certificateFrom.getTime(), now.getTime()));
  const isLong = (from: Date, to: Date): boolean =>
    to.getTime() > addMonths(from, months).getTime() + ROUNDING_MS;
  const sealIsLong = isLong(issued, validTo);
  const certificateIsLong = rule.asCertificate !== 'no' && isLong(certified, certificateTo);
  if (!sealIsLong && !certificateIsLong) return null;
  const ends = (sealIsLong ? validTo : certificateTo).toISOString();
  const details = { ...citationDetails(profile, rule), months, validTo: ends };
  return { code: 'LIFE_NEW_SEAL_TOO_LONG', details };
}
