import type { OperationEnding } from '../../shared/model/platform.ts';
import type { PlatformRequest } from './transport.ts';

/** RFC 9745 §2.1: a date of RFC 9651, the seconds since 1970 after an at sign. */
const DEPRECATION = /^@(\d{1,11})$/;

/**
 * Returns what an answer announces of the end of its operation: `Deprecation` (RFC 9745) and `Sunset` (RFC 8594). Null
 * when it announces nothing that can be read.
 * @param headers with names in lower case
 */
export function endingIn(
  { method, path }: Pick<PlatformRequest, 'method' | 'path'>,
  headers: Readonly<Record<string, string>>,
): OperationEnding | null {
  const [, seconds] = DEPRECATION.exec(headers['deprecation']?.trim() ?? '') ?? [];
  const sunset = timeOf(Date.parse(headers['sunset'] ?? ''));
  const since = seconds === undefined ? null : timeOf(Number(seconds) * 1000);
  return since === null && sunset === null ? null : { operation: operationOf(method, path), since, sunset };
}

const timeOf = (ms: number): string | null => (Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : null);

/** The first two parts of a path name its subject; what follows may name a seal or a person. */
const operationOf = (method: string, path: string): string =>
  `${method} ${path.split('/').slice(0, 3).join('/')}`;
