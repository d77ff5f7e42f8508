import { utf8Bytes } from '../../core/bytes/encodings.ts';
import { TOKEN_HEAD_LABEL, tokenHeadBytes } from '../../core/register/kept-head.ts';
import type { StoredData } from '../../shared/model/token.ts';
import type { SkfApplication } from './device.ts';
import { cell, namesIn, nullEnded, numberIn, textOf, variableBytes } from './cells.ts';
import { SAR, SkfError, unless } from './skf-library.ts';

/** FILEATTRIBUTE, clause 6.4.9: FileName[32], then three ULONGs. */
const ATTRIBUTE_CAPACITY = 512;
const FILE_NAME_CAPACITY = 32;

/** Clause 6.4.10: SECURE_ANYONE_ACCOUNT and SECURE_USER_ACCOUNT */
const ANYONE = 0xff;
const USER = 0x10;

/** A seal is far smaller, so larger files are not the product's. */
const FILE_SIZE_LIMIT = 1 << 20;
/** Fits into the buffer of any device. */
const PART = 1_024;

/** Reads every file that needs no PIN. An unreadable file does not affect the others. */
export function readFiles(opened: SkfApplication): StoredData[] {
  return fileNames(opened).flatMap((name) => {
    const value = readFile(opened, name);
    return value === null ? [] : [{ label: textOf(name), application: opened.name, value }];
  });
}

/** Lists the names of the files. Not every library has files. */
function fileNames({ library, application }: SkfApplication): Uint8Array[] {
  const list = unless([SAR.notSupported], () =>
    variableBytes((bytes, size) => library.call('SKF_EnumFiles', application, bytes, size)),
  );
  return list === null ? [] : namesIn(list);
}

/** Returns null for a file that is too large or cannot be read. A file that needs a PIN costs no try. */
function readFile(opened: SkfApplication, name: Uint8Array): Uint8Array | null {
  try {
    const size = sizeOf(opened, name);
    return size > FILE_SIZE_LIMIT ? null : readParts(opened, name, size);
  } catch (error) {
    if (error instanceof SkfError) return null;
    throw error;
  }
}

function sizeOf({ library, application }: SkfApplication, name: Uint8Array): number {
  const bytes = new Uint8Array(ATTRIBUTE_CAPACITY);
  library.call('SKF_GetFileInfo', application, nullEnded(name), bytes);
  return numberIn(bytes, FILE_NAME_CAPACITY);
}

function readParts({ library, application }: SkfApplication, name: Uint8Array, size: number): Uint8Array {
  const content = new Uint8Array(size);
  for (let offset = 0; offset < size;) {
    const wanted = Math.min(PART, size - offset);
    const part = new Uint8Array(wanted);
    const length = cell(wanted);
    library.call('SKF_ReadFile', application, nullEnded(name), offset, wanted, part, length);
    const given = Math.min(numberIn(length), wanted);
    if (given === 0) return content.slice(0, offset);
    content.set(part.subarray(0, given), offset);
    offset += given;
  }
  return content;
}

/** Registers whose heads one token keeps: several computers may share it. */
const MOST_HEADS = 8;

/**
 * Puts a head of a register in the place of the one before under its name; needs the user's PIN verified. SKF gives back
 * no room of a file here, so that a token that keeps as many as it may takes no further one.
 * @returns false where the token refuses, which harms no signature
 */
export function keepHead(
  opened: SkfApplication,
  { label, text }: { readonly label: string; readonly text: Uint8Array },
  signature: Uint8Array,
): boolean {
  const { library, application } = opened;
  try {
    const value = tokenHeadBytes(text, signature);
    const names = fileNames(opened).map(textOf);
    if (!names.includes(label)) {
      if (names.filter((name) => name.startsWith(TOKEN_HEAD_LABEL)).length >= MOST_HEADS) return false;
      library.call('SKF_CreateFile', application, nullEnded(utf8Bytes(label)), value.length, ANYONE, USER);
    }
    writeParts(opened, utf8Bytes(label), value);
    return true;
  } catch (error) {
    if (error instanceof SkfError || error instanceof RangeError) return false;
    throw error;
  }
}

/** Makes a file that anyone may read and the user may write; needs the user's PIN verified. */
export function writeFile(opened: SkfApplication, label: string, value: Uint8Array): void {
  const { library, application } = opened;
  const name = fileNameFor(label, fileNames(opened).map(textOf));
  library.call('SKF_CreateFile', application, nullEnded(name), value.length, ANYONE, USER);
  writeParts(opened, name, value);
}

function writeParts({ library, application }: SkfApplication, name: Uint8Array, value: Uint8Array): void {
  for (let offset = 0; offset < value.length; offset += PART) {
    const part = Uint8Array.from(value.subarray(offset, offset + PART));
    library.call('SKF_WriteFile', application, nullEnded(name), offset, part, part.length);
  }
}

/** Cuts a label to the length of a name, between characters, and adds a number when the name is taken. */
export function fileNameFor(label: string, taken: readonly string[]): Uint8Array {
  for (let number = 1; ; number += 1) {
    const name = cutTo(FILE_NAME_CAPACITY - 1, label, number === 1 ? '' : `-${number}`);
    if (name !== '' && !taken.includes(name)) return new TextEncoder().encode(name);
  }
}

function cutTo(capacity: number, text: string, ending: string): string {
  let kept = '';
  for (const character of text) {
    if (Buffer.byteLength(kept + character + ending) > capacity) break;
    kept += character;
  }
  return kept + ending;
}
