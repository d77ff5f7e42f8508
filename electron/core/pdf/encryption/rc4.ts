/**
 * RC4, which old PDF files are encrypted with (ISO 32000-2 §7.6.3, Algorithm 1). No kept-up library has it any more; it
 * protects nothing today and serves to read such files and to stay within them.
 * @param key 5 to 256 bytes
 * @returns the bytes encrypted, or decrypted, which is the same
 */
export function rc4(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  const state = scheduled(key);
  const result = new Uint8Array(bytes.length);
  let i = 0;
  let j = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    i = (i + 1) & 255;
    const first = state[i] ?? 0;
    j = (j + first) & 255;
    const second = state[j] ?? 0;
    state[i] = second;
    state[j] = first;
    result[at] = (bytes[at] ?? 0) ^ (state[(first + second) & 255] ?? 0);
  }
  return result;
}

function scheduled(key: Uint8Array): Uint8Array {
  if (key.length === 0 || key.length > 256) throw new RangeError('RC4 key');
  const state = Uint8Array.from({ length: 256 }, (_, at) => at);
  let j = 0;
  for (let i = 0; i < 256; i += 1) {
    const value = state[i] ?? 0;
    j = (j + value + (key[i % key.length] ?? 0)) & 255;
    state[i] = state[j] ?? 0;
    state[j] = value;
  }
  return state;
}
