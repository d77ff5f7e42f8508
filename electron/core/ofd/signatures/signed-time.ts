/** The offset of China, which times without one mean. */
const CHINA = '+08:00';

/**
 * GB/T 33190 §18.2 says "xs:dateTime"; programs also write it with a blank, as a GeneralizedTime, or the day alone:
 * 2020-01-25 15:31:56, 20200723130907.763Z, 20200305112131, 2020-01-25.
 */
const FORMS: readonly RegExp[] = [
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d\d:?\d\d)?$/,
  /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?$/,
];

/** Reads a SignatureDateTime. Without an offset it is the time of China. @returns null for anything else */
export function signedTimeOf(text: string): Date | null {
  for (const form of FORMS) {
    const match = form.exec(text.trim());
    if (match === null) continue;
    const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = CHINA] =
      match;
    const written = `${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour}:${minute}:${second}`;
    const milliseconds = fraction.slice(0, 3).padEnd(3, '0');
    // A day that the month does not have would roll over.
    const asWritten = new Date(`${written}.${milliseconds}Z`);
    if (Number.isNaN(asWritten.getTime()) || !asWritten.toISOString().startsWith(written)) return null;
    const instant = new Date(`${written}.${milliseconds}${zone.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2')}`);
    return Number.isNaN(instant.getTime()) ? null : instant;
  }
  return null;
}

/** Writes a SignatureDateTime in whole seconds with the offset of China, which every reader takes: 2026-06-01T08:00:00+08:00. */
export function signedTimeText(instant: Date): string {
  const shifted = new Date(instant.getTime() + 8 * 3_600_000);
  return `${shifted.toISOString().slice(0, 19)}${CHINA}`;
}
