import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeIcons } from './write-icons.mjs';

const folder = mkdtempSync(join(tmpdir(), 'sealdesk-icons-'));
const fileOf = (name: string): Buffer => readFileSync(join(folder, name));
beforeAll(() => writeIcons(folder));
afterAll(() => rmSync(folder, { recursive: true }));

/** The colour at a place of a picture, the place as parts of its side. */
function colourAt(name: string, x: number, y: number): number[] {
  const { width, height, data } = decode(fileOf(name));
  const at = (Math.floor(y * height) * width + Math.floor(x * width)) * 4;
  return [...data.slice(at, at + 4)];
}

describe('The icons', () => {
  it.each([16, 20, 24, 32, 40, 48, 64, 96, 128, 256, 512])('show a sealed sheet at %i pixels', (size) => {
    const name = `${size}.png`;
    expect(decode(fileOf(name))).toMatchObject({ width: size, height: size, channels: 4 });
    expect(colourAt(name, 0, 0)[3]).toBeLessThan(128);
    const [red, green, blue] = colourAt(name, 0.08, 0.5);
    expect(blue).toBeGreaterThan(Math.max(red ?? 255, green ?? 255) + 60);
    const [ink, inkGreen, inkBlue] = colourAt(name, 0.5, 0.5 + (size < 28 ? 0 : 0.1));
    expect(ink).toBeGreaterThan(Math.max(inkGreen ?? 255, inkBlue ?? 255) + 120);
    expect(colourAt(name, 0.28, 0.8).slice(0, 3)).toEqual([255, 255, 255]);
  });

  it('lie in an .ico file whose entries tile the file', () => {
    const file = fileOf('sealdesk.ico');
    const count = file.readUInt16LE(4);
    let end = 6 + 16 * count;
    const sizes = Array.from({ length: count }, (_, index) => {
      const at = 6 + 16 * index;
      expect(file.readUInt32LE(at + 12)).toBe(end);
      end += file.readUInt32LE(at + 8);
      return file.readUInt8(at) || 256;
    });
    expect({ sizes, end }).toEqual({ sizes: [16, 20, 24, 32, 40, 48, 64, 256], end: file.length });
    // The largest is PNG, the others are bitmaps with the bottom row first.
    const [small, large] = [file.readUInt32LE(6 + 12), file.readUInt32LE(6 + 16 * 7 + 12)];
    expect([file.readUInt32LE(small), file.readInt32LE(small + 8)]).toEqual([40, 32]);
    expect(decode(file.subarray(large))).toMatchObject({ width: 256, height: 256 });
  });

  it('lie in an .icns file whose members tile the file', () => {
    const file = fileOf('sealdesk.icns');
    expect([file.toString('latin1', 0, 4), file.readUInt32BE(4)]).toEqual(['icns', file.length]);
    const types: string[] = [];
    for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
      types.push(file.toString('latin1', at, at + 4));
    }
    expect(types.toSorted()).toEqual(
      ['ic07', 'ic08', 'ic09', 'ic11', 'ic12', 'ic13', 'ic14', 'icp4', 'icp5'].toSorted(),
    );
  });
});
