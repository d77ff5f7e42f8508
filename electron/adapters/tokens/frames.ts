import type { Socket } from 'node:net';
import { deserialize, serialize } from 'node:v8';

/** A length before each message: 32 bits, least significant byte first. */
const LENGTH_BYTES = 4;

/** More than any message between the app and a token host; what claims to be longer is no message. */
const LONGEST = 64 * 1024 * 1024;

/**
 * Sends messages over a stream of bytes as structured clones, which word sizes and versions of Node have in common. The bytes of
 * a message may hold a PIN, so they are overwritten once the system has taken them.
 */
export function sendFramed(stream: Socket, message: unknown): void {
  const body = serialize(message);
  const frame = Buffer.alloc(LENGTH_BYTES + body.length);
  frame.writeUInt32LE(body.length);
  body.copy(frame, LENGTH_BYTES);
  body.fill(0);
  stream.write(frame, () => frame.fill(0));
}

/**
 * Reads messages from the bytes of a stream.
 * @param onMessage is called with each message
 * @param onViolation is called once when the bytes are no messages; nothing more is read then
 */
export function framesOf(
  onMessage: (message: unknown) => void,
  onViolation: () => void,
): (bytes: Buffer) => void {
  let kept: Buffer = Buffer.alloc(0);
  let isViolated = false;
  return (bytes) => {
    if (isViolated) return;
    const all = Buffer.concat([kept, bytes]);
    kept.fill(0);
    bytes.fill(0);
    let start = 0;
    while (all.length - start >= LENGTH_BYTES) {
      const length = all.readUInt32LE(start);
      const end = start + LENGTH_BYTES + length;
      if (length > LONGEST) {
        isViolated = true;
        return onViolation();
      }
      if (end > all.length) break;
      // The bytes in a message are views into what it is read from, so that who zeroes them zeroes that.
      const message = messageIn(Buffer.from(all.subarray(start + LENGTH_BYTES, end)));
      if (message === null) {
        isViolated = true;
        return onViolation();
      }
      start = end;
      onMessage(message.value);
    }
    kept = Buffer.from(all.subarray(start));
    all.fill(0);
  };
}

function messageIn(body: Buffer): { readonly value: unknown } | null {
  try {
    return { value: deserialize(body) };
  } catch {
    return null;
  }
}
