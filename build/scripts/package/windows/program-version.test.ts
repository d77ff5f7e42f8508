import { describe, expect, it } from 'vitest';
import { programVersion } from './program-version.mjs';

/** Makes a program of one section, laid out as PE Format says, with what a test puts into the section. */
function program(section: string, content: Buffer): Buffer {
  const headers = Buffer.alloc(512);
  headers.write('MZ');
  headers.writeUInt32LE(0x80, 0x3c);
  headers.write('PE\0\0', 0x80, 'latin1');
  headers.writeUInt16LE(1, 0x86);
  // No optional header.
  headers.write(section, 0x98, 'latin1');
  headers.writeUInt32LE(content.length, 0x98 + 16);
  headers.writeUInt32LE(headers.length, 0x98 + 20);
  return Buffer.concat([headers, content]);
}

/** One record of a version resource: three numbers, its key, and its value at a multiple of four bytes. */
function record(key: string, value: Buffer): Buffer {
  const begin = Buffer.concat([Buffer.alloc(6), Buffer.from(`${key}\0`, 'utf16le')]);
  return Buffer.concat([begin, Buffer.alloc(-begin.length & 3), value]);
}

const FIXED = Buffer.from('bd04effe00000100150018000700000000000000', 'hex');
const VERSION = record('VS_VERSION_INFO', FIXED);
const LANGUAGE = record('Translation', Buffer.from('0408b004', 'hex'));

describe('The version of a program', () => {
  it('is that of its resources, with their language', () => {
    const bytes = program('.rsrc', Buffer.concat([VERSION, LANGUAGE]));
    expect(programVersion(bytes)).toEqual({ version: '24.21.0.7', language: 0x804 });
  });

  it('stands without a language too', () => {
    expect(programVersion(program('.rsrc', VERSION))).toEqual({ version: '24.21.0.7', language: 0 });
  });

  it.each([
    ['another section has the words', program('.rdata', VERSION)],
    ['the resources hold none', program('.rsrc', LANGUAGE)],
    ['its record is cut off', program('.rsrc', VERSION.subarray(0, -12))],
    ['its record is something else', program('.rsrc', record('VS_VERSION_INFO', Buffer.alloc(20)))],
    ['the file is no program', Buffer.from('@echo off\r\n'.repeat(20))],
    ['the file only begins like one', Buffer.from('MZ stand-in'.padEnd(200, '\0'))],
    ['the file is empty', Buffer.alloc(0)],
  ])('is absent where %s', (_, bytes) => {
    expect(programVersion(bytes)).toBeNull();
  });
});
