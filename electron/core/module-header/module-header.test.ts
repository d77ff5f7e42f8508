import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { misfitOf, readModuleHeader } from './module-header.ts';

/** Makes a file of zeros with some bytes set. */
function fileWith(parts: Readonly<Record<number, readonly number[]>>, length = 512): Uint8Array {
  const bytes = new Uint8Array(length);
  for (const [offset, part] of Object.entries(parts)) bytes.set(part, Number(offset));
  return bytes;
}

const pe = (machine: readonly number[], magic: readonly number[] = [0x0b, 0x02]) =>
  fileWith({ 0: [0x4d, 0x5a], 0x3c: [0x80], 0x80: [0x50, 0x45, 0, 0, ...machine], 0x98: magic });
const elf = (wordClass: number, order: number, machine: readonly number[]) =>
  fileWith({ 0: [0x7f, 0x45, 0x4c, 0x46, wordClass, order], 18: machine });
const fat = (count: number, ...types: (readonly number[])[]) =>
  fileWith({
    0: [0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, count],
    ...Object.fromEntries(types.map((type, index) => [8 + index * 20, type])),
  });

const X64_FAT = [1, 0, 0, 7];
const ARM64_FAT = [1, 0, 0, 0x0c];

const FILES: readonly (readonly [string, Uint8Array, string, string])[] = [
  ['a 64-bit DLL', pe([0x64, 0x86]), 'windows', 'x64/64'],
  ['a 32-bit DLL', pe([0x4c, 0x01], [0x0b, 0x01]), 'windows', 'ia32/32'],
  ['a DLL for ARM', pe([0x64, 0xaa]), 'windows', 'arm64/64'],
  ['a DLL for a machine without a name', pe([0x00, 0x02]), 'windows', '0x200/64'],
  ['a 64-bit library', elf(2, 1, [62]), 'linux', 'x64/64'],
  ['a 32-bit library', elf(1, 1, [3]), 'linux', 'ia32/32'],
  ['a library for ARM', elf(2, 1, [183]), 'linux', 'arm64/64'],
  ['a library for LoongArch', elf(2, 1, [2, 1]), 'linux', 'loong64/64'],
  ['a big-endian library', elf(2, 2, [0, 22]), 'linux', 's390x/64'],
  ['a dylib', fileWith({ 0: [0xcf, 0xfa, 0xed, 0xfe, 0x0c, 0, 0, 1] }), 'macos', 'arm64/64'],
  ['a 32-bit dylib', fileWith({ 0: [0xce, 0xfa, 0xed, 0xfe, 7] }), 'macos', 'ia32/32'],
  ['a universal dylib', fat(2, X64_FAT, ARM64_FAT), 'macos', 'x64/64 arm64/64'],
];

describe('readModuleHeader', () => {
  it.each(FILES)('reads %s', (_what, bytes, system, machines) => {
    const header = readModuleHeader(bytes);
    expect(header?.system).toBe(system);
    expect(header?.machines.map(({ architecture, bits }) => `${architecture}/${bits}`).join(' ')).toBe(
      machines,
    );
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['text', new TextEncoder().encode('#!/bin/sh\n')],
    ['a DOS program', fileWith({ 0: [0x4d, 0x5a], 0x3c: [0x40] })],
    ['a DLL cut before its header', pe([0x64, 0x86]).subarray(0, 0x84)],
    ['a DLL whose header lies outside', fileWith({ 0: [0x4d, 0x5a], 0x3c: [0xff, 0xff, 0xff, 0x7f] })],
    ['a library cut before its machine', elf(2, 1, [62]).subarray(0, 19)],
    ['a Java class', fat(61)],
  ])('takes %s for no library', (_what, bytes) => {
    expect(readModuleHeader(bytes)).toBeNull();
  });

  it('takes any bytes without failing', () => {
    const starts = fc.constantFrom(...FILES.map(([, bytes]) => bytes));
    const cut = fc.tuple(starts, fc.nat(512), fc.uint8Array({ maxLength: 64 }));
    fc.assert(
      fc.property(cut, ([bytes, length, noise]) => {
        const hostile = Uint8Array.of(...bytes.subarray(0, length), ...noise);
        const system = readModuleHeader(hostile)?.system ?? 'none';
        expect(['windows', 'linux', 'macos', 'none']).toContain(system);
      }),
    );
  });
});

describe('misfitOf', () => {
  const windows = { system: 'windows', architecture: 'x64', bits: 64 } as const;
  const codeFor = (bytes: Uint8Array, process: Parameters<typeof misfitOf>[1] = windows) =>
    misfitOf(readModuleHeader(bytes), process)?.code ?? null;

  it.each([
    ['a module that fits', pe([0x64, 0x86]), null],
    ['a 32-bit module', pe([0x4c, 0x01]), 'MODULE_WRONG_BITNESS'],
    ['a module for another processor', pe([0x64, 0xaa]), 'MODULE_WRONG_SYSTEM'],
    ['a module of another system', elf(2, 1, [62]), 'MODULE_WRONG_SYSTEM'],
    ['what is no module', new Uint8Array(), 'MODULE_NOT_A_DRIVER'],
  ])('judges %s', (_what, bytes, code) => {
    expect(codeFor(bytes)).toBe(code);
  });

  it('admits a universal module on each of its machines', () => {
    for (const architecture of ['x64', 'arm64']) {
      expect(
        codeFor(fat(2, X64_FAT, ARM64_FAT), { system: 'macos', architecture, bits: 64 } as const),
      ).toBeNull();
    }
  });

  it('names what the file is for and what is needed', () => {
    expect(misfitOf(readModuleHeader(pe([0x4c, 0x01])), windows)?.details).toEqual({
      system: 'windows',
      machines: 'ia32/32',
      needed: 'windows x64/64',
    });
  });
});
