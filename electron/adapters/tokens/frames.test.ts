import type { Socket } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { framesOf, sendFramed } from './frames.ts';

/** What is sent, and the frames that a stream was given, which it has yet to take. */
function sent(...messages: readonly unknown[]): { readonly bytes: Buffer; readonly taken: () => Buffer[] } {
  const frames: Buffer[] = [];
  const done: (() => void)[] = [];
  const stream = { write: (frame: Buffer, taken: () => void) => (frames.push(frame), done.push(taken)) };
  for (const message of messages) sendFramed(stream as unknown as Socket, message);
  return { bytes: Buffer.concat(frames), taken: () => (done.forEach((each) => each()), frames) };
}

function received(chunks: readonly Buffer[]): { readonly messages: unknown[]; readonly violations: number } {
  const messages: unknown[] = [];
  let violations = 0;
  const read = framesOf(
    (message) => messages.push(message),
    () => (violations += 1),
  );
  chunks.forEach(read);
  return { messages, violations };
}

const MESSAGES = [
  { kind: 'call', id: 1, request: { pin: Uint8Array.of(49, 50), none: null, absent: undefined } },
  'text with 中文',
  new Map([[1, 2]]),
];

describe('messages over a stream', () => {
  it('arrive as they were sent, however the stream cuts them', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(200), { maxLength: 8 }), (cuts) => {
        const { bytes } = sent(...MESSAGES);
        const ends = [...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
        const chunks = ends.map((end, index) => Buffer.from(bytes.subarray(ends[index - 1] ?? 0, end)));
        expect(received(chunks)).toEqual({ messages: MESSAGES, violations: 0 });
      }),
    );
  });

  it('are overwritten on both sides once they are through', () => {
    const { bytes, taken } = sent({ pin: Uint8Array.of(49, 50, 51) });
    const arrived = Buffer.from(bytes);
    expect(received([arrived]).messages).toEqual([{ pin: Uint8Array.of(49, 50, 51) }]);
    expect([...arrived, ...taken().flatMap((frame) => [...frame])].every((byte) => byte === 0)).toBe(true);
  });

  it.each([
    ['a length beyond all messages', Buffer.from('ffffffff00', 'hex')],
    ['bytes that are no structured clone', Buffer.from('0300000061626300', 'hex')],
  ])('end with %s', (_what, bytes) => {
    const after = sent('after').bytes;
    expect(received([bytes, after])).toEqual({ messages: [], violations: 1 });
  });
});
