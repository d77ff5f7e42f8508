/** One character a byte (ISO 8859-1), the way PDF syntax is read and written. */
export function latin1Text(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** The inverse of {@link latin1Text}. @throws RangeError for a character above U+00FF */
export function latin1Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0xff) throw new RangeError(`character U+${code.toString(16)} is not Latin-1`);
    bytes[at] = code;
  }
  return bytes;
}
