/** 04 ‖ x ‖ y */
const POINT_LENGTH = 65;

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
