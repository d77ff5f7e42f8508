import { describe, expect, it } from 'vitest';
import { utf8Bytes } from '../bytes/encodings.ts';
import { EventStreamReader, LONGEST_LINE } from './event-stream.ts';

const readAll = (...parts: readonly string[]) => {
  const reader = new EventStreamReader();
  return parts.flatMap((part) => reader.read(utf8Bytes(part)));
};

describe('A stream of events', () => {
  it.each([
    ['whole', ['id: 7\nevent: news\ndata: {"head":7}\n\n']],
    ['in parts', ['id: 7\neve', 'nt: news\ndata:', ' {"head":7}\n', '\n']],
    ['with other line ends', ['id: 7\r\nevent: news\r', '\ndata: {"head":7}\r\n\r\n']],
    [
      'after a heartbeat and unknown fields',
      [': still here\n\nretry: 5\nid: 7\nevent:news\ndata:{"head":7}\n\n'],
    ],
  ])('%s is read', (_, parts) => {
    expect(readAll(...parts)).toEqual([{ id: '7', type: 'news', data: '{"head":7}' }]);
  });

  it('keeps the last id, joins lines of data, and drops what has not ended', () => {
    expect(readAll('id: 1\ndata: a\ndata: b\n\ndata: c\n\ndata: cut')).toEqual([
      { id: '1', type: 'message', data: 'a\nb' },
      { id: '1', type: 'message', data: 'c' },
    ]);
  });

  it.each([
    ['a line without end', ['data: ' + 'x'.repeat(LONGEST_LINE)]],
    ['an event without end', Array.from({ length: 20 }, () => `data: ${'x'.repeat(1000)}\n`)],
  ])('is refused for %s', (_, parts) => {
    expect(() => readAll(...parts)).toThrow(expect.objectContaining({ code: 'PLATFORM_ANSWER_INVALID' }));
  });
});
