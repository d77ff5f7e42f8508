import type { VendorProfile } from '../adapters/pkcs11/vendor-profile.ts';
import { CodedError } from '../shared/errors.ts';

const NUMBER_LENGTH = 32;

/**
 * A token's signature as r ‖ s. DER from tokens is not always strict (numbers with their top bit set and no
 * leading zero), so numbers are read as unsigned whatever their first octet is.
 * @throws TOKEN_FAILURE naming the profile
 */
export function rawSignature(signature: Uint8Array, profile: VendorProfile): Uint8Array {
  const raw = profile.output === 'raw' ? Uint8Array.from(signature) : fromDer(signature);
  if (raw?.length === 2 * NUMBER_LENGTH) return raw;
  throw new CodedError('TOKEN_FAILURE', `signature of ${signature.length} bytes`, { profile: profile.name });
}

/** SM2Signature ::= SEQUENCE { r INTEGER, s INTEGER }, GM/T 0009 §7.3; every length fits in one octet. */
function fromDer(der: Uint8Array): Uint8Array | null {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return null;
  const r = numberAt(der, 2);
  const s = r === null ? null : numberAt(der, r.end);
  if (r === null || s === null || s.end !== der.length) return null;
  const raw = new Uint8Array(2 * NUMBER_LENGTH);
  raw.set(r.value, NUMBER_LENGTH - r.value.length);
  raw.set(s.value, 2 * NUMBER_LENGTH - s.value.length);
  return raw;
}

function numberAt(der: Uint8Array, start: number): { value: Uint8Array; end: number } | null {
  const length = der[start + 1] ?? 0;
  const end = start + 2 + length;
  if (der[start] !== 0x02 || length === 0 || end > der.length) return null;
  const padded = der.subarray(start + 2, end);
  const value = padded.subarray(
    Math.max(
      0,
      padded.findIndex((octet) => octet !== 0),
    ),
  );
  return value.length > NUMBER_LENGTH ? null : { value, end };
}
