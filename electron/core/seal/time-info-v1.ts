import { DerCursor } from '../asn1/der-reader.ts';
import { TAG } from '../asn1/tags.ts';
import { timeOf } from '../asn1/time.ts';

/**
 * GM/T 0031-2014, timeInfo BIT STRING: "the time of signing or a time stamp", which vendors fill with a DER
 * UTCTime, an RFC 3161 token, or the ASCII text yyyy-MM-dd HH:mm:ss (taken as UTC+8, the time of China).
 */
export interface TimeInfo {
  readonly signedAt: Date | null;
  readonly timeStamp: Uint8Array | null;
}

const ASCII_TIME = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/;
const ASCII_TIME_LENGTH = 19;

/** @throws DER_INVALID where it is none of these */
export function decodeTimeInfo(content: Uint8Array): TimeInfo {
  if (content.length === ASCII_TIME_LENGTH) {
    const signedAt = asciiTimeOf(content);
    if (signedAt !== null) return { signedAt, timeStamp: null };
  }
  const cursor = new DerCursor(content, 'TBS_Sign.timeInfo');
  const element = cursor.next();
  cursor.end();
  if (element.tag === TAG.sequence) return { signedAt: null, timeStamp: content };
  return { signedAt: timeOf(element, 'TBS_Sign.timeInfo'), timeStamp: null };
}

function asciiTimeOf(content: Uint8Array): Date | null {
  const match = ASCII_TIME.exec(String.fromCharCode(...content));
  if (match === null) return null;
  const instant = new Date(`${match[1]}T${match[2]}+08:00`);
  return Number.isNaN(instant.getTime()) ? null : instant;
}
