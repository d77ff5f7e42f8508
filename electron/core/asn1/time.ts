import { TAG } from './identifiers.ts';
import { derError, type DerElement } from './der-reader.ts';

/**
 * Reads a UTCTime or a GeneralizedTime in the only forms that DER allows here (X.690 §11.7, §11.8 and RFC
 * 5280 §4.1.2.5): seconds present, no fraction, UTC with Z.
 */
export function timeOf(element: DerElement, what: string): Date {
  if (element.tag === TAG.utcTime) return utcTimeOf(element, what);
  return generalizedTimeOf(element, what);
}

/** RFC 5280 §4.1.2.5.1: the years 50 to 99 are 19xx, the others are 20xx. */
function utcTimeOf(element: DerElement, what: string): Date {
  const text = timeText(element, TAG.utcTime, /^\d{12}Z$/, what);
  return instantOf((text < '50' ? '20' : '19') + text, what);
}

/** Reads a GeneralizedTime in whole seconds and UTC. @throws DER_INVALID */
export function generalizedTimeOf(element: DerElement, what: string): Date {
  return instantOf(timeText(element, TAG.generalizedTime, /^\d{14}Z$/, what), what);
}

/**
 * Reads a GeneralizedTime that may carry a fraction of a second without trailing zeros (X.690 §11.7.3).
 * Digits below a millisecond are dropped.
 */
export function fractionalTimeOf(element: DerElement, what: string): Date {
  const match = /^(\d{14})(?:\.(\d{0,11}[1-9]))?Z$/.exec(
    String.fromCharCode(...element.content.subarray(0, 30)),
  );
  if (element.tag !== TAG.generalizedTime || element.content.length > 30 || match === null) {
    throw derError(`${what}: not a strict UTC time`);
  }
  const [, whole = '', fraction = ''] = match;
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  return new Date(instantOf(`${whole}Z`, what).getTime() + milliseconds);
}

function timeText(element: DerElement, tag: number, form: RegExp, what: string): string {
  if (element.tag !== tag) throw derError(`${what}: not the expected type of time`);
  const text = String.fromCharCode(...element.content.subarray(0, 20));
  if (element.content.length > 20 || !form.test(text)) throw derError(`${what}: not a strict UTC time`);
  return text;
}

/** @param text YYYYMMDDhhmmssZ */
function instantOf(text: string, what: string): Date {
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6.000Z');
  const instant = new Date(iso);
  if (Number.isNaN(instant.getTime()) || instant.toISOString() !== iso) {
    throw derError(`${what}: no such time`);
  }
  return instant;
}

/** Writes YYYYMMDDhhmmssZ; fractions of a second are dropped. */
export function generalizedTimeText(instant: Date): string {
  return instant.toISOString().replace(/[-:T]|\.\d+/g, '');
}
