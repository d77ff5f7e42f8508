/** Letters and digits that nobody mistakes for another: 32 of them, so that five bits choose one evenly. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** As many as every token takes (SKF: MAX_PIN_LEN of most libraries), 80 bits. */
const LENGTH = 16;

/**
 * A fresh SO PIN that no person ever sees, as UTF-8.
 * @param random returns fresh random bytes
 */
export function drawSoPin(random: (length: number) => Uint8Array): Uint8Array {
  const drawn = random(LENGTH);
  const soPin = drawn.map((byte) => LETTERS.charCodeAt(byte % LETTERS.length));
  drawn.fill(0);
  return soPin;
}
