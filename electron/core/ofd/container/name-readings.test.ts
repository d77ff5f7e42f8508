import { expect, it } from 'vitest';
import { utf8Bytes } from '../../bytes/encodings.ts';
import { readingsOfName } from './name-readings.ts';

it('A name that a code page cannot read leaves nothing behind for the next name', () => {
  const readings = (): readonly string[] => [...readingsOfName('图a.xml', utf8Bytes('图a.xml'))];
  const before = readings();
  expect(before).toHaveLength(4);
  // It ends within a letter of GB 18030 and of Big5.
  readingsOfName('cut', Uint8Array.of(0x61, 0xb0));
  expect(readings()).toEqual(before);
});
