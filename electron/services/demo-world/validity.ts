/** From when to when something is good. */
export interface Validity {
  readonly from: Date;
  readonly to: Date;
}

/** The same day and time some years later. */
export function yearsAfter(instant: Date, years: number): Date {
  const later = new Date(instant);
  later.setUTCFullYear(instant.getUTCFullYear() + years);
  return later;
}

/** A year from the beginning of the day (UTC): a seal is good for one year, equal to the certificate's (广西 第十八条). */
export function oneYearFrom(now: Date): Validity {
  const from = new Date(now);
  from.setUTCHours(0, 0, 0, 0);
  return { from, to: yearsAfter(from, 1) };
}
