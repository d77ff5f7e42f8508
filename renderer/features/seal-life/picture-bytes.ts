const known = new Map<string, Uint8Array>();

/** The octets of a picture in base64; the same array each time, so that its address stays. */
export function pictureBytes(base64: string): Uint8Array {
  const bytes = known.get(base64) ?? Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  known.set(base64, bytes);
  return bytes;
}
