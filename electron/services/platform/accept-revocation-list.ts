import { base64 } from '@scure/base';
import { equalBytes } from '../../core/bytes/byte-arrays.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { certificateOrNull, type Certificate } from '../../core/x509/certificate.ts';
import { decodeRevocationList, type RevocationList } from '../../core/x509/revocation-list.ts';
import { checkSignature } from '../../core/x509/signed-structure.ts';
import { CodedError } from '../../shared/errors.ts';
import type { KeptList, PlatformTrustMaterial } from './ports.ts';

export interface CheckedList {
  readonly number: number;
  /** Of a delta list the number of the list that it changes; null for a full one. */
  readonly baseNumber: number | null;
  /** DER of its Name, base64 */
  readonly issuer: string;
  /** ISO 8601 */
  readonly issuedAt: string;
  readonly nextUpdate: string;
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

/** The material with a list in its place: a full one supersedes all of its id, a delta one the delta before. */
export function withList(material: PlatformTrustMaterial, list: KeptList): PlatformTrustMaterial {
  const superseded = material.lists.filter(
    ({ id, isDelta, file }) => id === list.id && file !== list.file && (!list.isDelta || isDelta),
  );
  const standing = material.lists.filter((each) => !superseded.includes(each) && each.file !== list.file);
  const former = material.former.filter(({ file }) => file !== list.file);
  return { ...material, lists: [...standing, list], former: [...former, ...superseded] };
}
