/** 04 ‖ x ‖ y */
const POINT_LENGTH = 65;
const COORDINATE_LENGTH = 32;

/**
 * CKA_EC_POINT in the forms that tokens give: DER OCTET STRING (67 bytes), the bare point (65), and the bare
 * point with a stray 04 at its end (66). Null for anything else.
 */
export function publicPointIn(value: Uint8Array): Uint8Array | null {
  const wrapped = value.length === POINT_LENGTH + 2 && value[0] === 0x04 && value[1] === POINT_LENGTH;
  const point = wrapped ? value.slice(2) : value.slice(0, POINT_LENGTH);
  const known =
    wrapped || value.length === POINT_LENGTH || (value.length === POINT_LENGTH + 1 && value.at(-1) === 0x04);
  return known && point[0] === 0x04 ? point : null;
}

/**
 * The point of a token that keeps x and y as attributes of their own: 32 bytes each, with leading zeros left
 * out or a sign octet added by some. Null where they are no coordinates.
 */
export function publicPointOf(x: Uint8Array, y: Uint8Array): Uint8Array | null {
  const [left, right] = [coordinate(x), coordinate(y)];
  return left === null || right === null ? null : Uint8Array.of(0x04, ...left, ...right);
}

function coordinate(value: Uint8Array): Uint8Array | null {
  const excess = value.length - COORDINATE_LENGTH;
  if (value.length === 0 || value.subarray(0, Math.max(0, excess)).some((byte) => byte !== 0)) return null;
  const octets = new Uint8Array(COORDINATE_LENGTH);
  octets.set(value.subarray(Math.max(0, excess)), Math.max(0, -excess));
  return octets;
}
