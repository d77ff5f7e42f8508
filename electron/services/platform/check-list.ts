import { base64 } from '@scure/base';
import { equalBytes } from '../../core/bytes/byte-arrays.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { type Certificate, certificateOrNull } from '../../core/x509/certificate.ts';
import { decodeRevocationList, type RevocationList } from '../../core/x509/revocation-list.ts';
import { checkSignature } from '../../core/x509/signed-structure.ts';
import { CodedError } from '../../shared/errors.ts';
import type { PlatformTrustMaterial } from './platform-trust.ts';

/** The times that a list states, ISO 8601. */
interface ListTimes {
  readonly issuedAt: string;
  readonly nextUpdate: string;
}

/** How far a platform's clock may be ahead of this computer's. */
export const CLOCK_TOLERANCE_MS = 5 * 60 * 1000;

/**
 * Checks that a list does not go back, neither in its number nor, under the same number, in time.
 * @param list names it in the error
 * @throws CodedError LIST_ROLLED_BACK
 */
export function checkGoesOn(
  list: string,
  given: { readonly number: number; readonly issuedAt: string },
  known: { readonly number: number; readonly issuedAt: string } | undefined,
): void {
  if (known === undefined) return;
  const isOlder = Date.parse(given.issuedAt) < Date.parse(known.issuedAt);
  if (given.number > known.number && !isOlder) return;
  if (given.number === known.number && !isOlder) return;
  throw new CodedError('LIST_ROLLED_BACK', list, {
    list,
    known: known.number,
    given: given.number,
    knownIssuedAt: known.issuedAt,
    givenIssuedAt: given.issuedAt,
  });
}

/** @throws CodedError LIST_FROM_FUTURE */
export function checkNotFromFuture(list: string, { issuedAt }: ListTimes, now: Date): void {
  if (Date.parse(issuedAt) <= now.getTime() + CLOCK_TOLERANCE_MS) return;
  throw new CodedError('LIST_FROM_FUTURE', list, { list, issuedAt });
}

/**
 * Checks that the promised successor of a list is not overdue. If it is, either the platform issues none or somebody
 * holds it back.
 * @throws CodedError LIST_FROZEN
 */
export function checkNotFrozen(list: string, { issuedAt, nextUpdate }: ListTimes, now: Date): void {
  if (now.getTime() <= Date.parse(nextUpdate)) return;
  throw new CodedError('LIST_FROZEN', list, { list, issuedAt, nextUpdate });
}

export interface CheckedList {
  readonly number: number;
  /** The number of the list that a delta list changes; null for a full list. */
  readonly baseNumber: number | null;
  /** DER of its Name, base64 */
  readonly issuer: string;
  /** ISO 8601 */
  readonly issuedAt: string;
  readonly nextUpdate: string;
  readonly entries: RevocationList['entries'];
}

/**
 * Reads a revocation list and checks that an authority of the trust list has signed it.
 * @param list names it in errors
 * @throws CodedError LIST_DAMAGED or LIST_FORGED with the broken rule
 */
export function checkRevocationList(
  list: string,
  bytes: Uint8Array,
  { certificates }: Pick<PlatformTrustMaterial, 'certificates'>,
  engine: SmEngine,
): CheckedList {
  const decoded = decodedList(list, bytes);
  const { number, baseNumber, nextUpdate, unknownCritical } = decoded;
  if (number === null || number > Number.MAX_SAFE_INTEGER || nextUpdate === null)
    throw new CodedError('LIST_DAMAGED', list, { list, rule: 'number' });
  if (unknownCritical.length > 0) throw new CodedError('LIST_DAMAGED', list, { list, rule: 'critical' });
  if (!certificates.some((each) => hasSigned(certificateOrNull(base64.decode(each)), decoded, engine))) {
    throw new CodedError('LIST_FORGED', list, { list, rule: 'signature' });
  }
  return {
    number: Number(number),
    baseNumber: baseNumber === null ? null : Number(baseNumber),
    issuer: base64.encode(decoded.issuer.raw),
    issuedAt: decoded.thisUpdate.toISOString(),
    nextUpdate: nextUpdate.toISOString(),
    entries: decoded.entries,
  };
}

function decodedList(list: string, bytes: Uint8Array): RevocationList {
  try {
    return decodeRevocationList(bytes);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    throw new CodedError('LIST_DAMAGED', list, { list, rule: error.code });
  }
}

function hasSigned(issuer: Certificate | null, list: RevocationList, engine: SmEngine): boolean {
  if (issuer === null || !equalBytes(issuer.subject.raw, list.issuer.raw)) return false;
  if (issuer.keyUsage !== null && !issuer.keyUsage.has('cRLSign')) return false;
  return checkSignature(engine, list, issuer.publicKey) === 'valid';
}
