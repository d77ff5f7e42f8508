import type { DerElement } from '../asn1/der-reader.ts';
import { smallIntegerOf } from '../asn1/values.ts';
import { CodedError } from '../../shared/errors.ts';

/** RFC 5652 §5.1 and §5.3, GM/T 0010-2012 §8: signed data and signers of these versions only. */
const VERSIONS: readonly number[] = [1, 3];

/** @throws DER_INVALID for another version */
export function decodeVersion(element: DerElement, what: string): void {
  if (!VERSIONS.includes(smallIntegerOf(element, what)))
    throw new CodedError('DER_INVALID', `${what}: version`);
}
