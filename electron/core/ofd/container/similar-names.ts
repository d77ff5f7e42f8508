import type { WorkMeter } from '../../work-meter.ts';
import type { DirectoryRecord } from './central-directory.ts';
import { foldName } from './entry-name.ts';
import { readingsOfName } from './name-readings.ts';
import { ofdError } from './zip-entry.ts';

/**
 * Checks that no reader takes two entries for one: by name, by the name that a disk gives to a file, or because one of them
 * is a file where the other needs a folder. @throws CodedError OFD_AMBIGUOUS, FILE_OVER_BUDGET
 */
export function expectDistinct(records: readonly DirectoryRecord[], meter: WorkMeter | undefined): void {
  const names = new Map<string, string>();
  for (const { name, rawName } of records) {
    for (const reading of readingsOfName(name, rawName)) {
      const other = names.get(reading);
      if (other !== undefined)
        throw ofdError('OFD_AMBIGUOUS', other === name ? 'two-of-name' : 'similar-names', name);
      names.set(reading, name);
    }
  }
  expectNoFileAsFolder(records);
  expectNoShortNames(
    records.map(({ name }) => foldName(name)),
    meter,
  );
}

/** In the order of their names, what lies in a folder comes right behind it. */
function expectNoFileAsFolder(records: readonly DirectoryRecord[]): void {
  const sorted = records
    .map(({ name, isFolder }) => ({ folder: `${foldName(name)}/`, isFolder }))
    .toSorted((left, right) => (left.folder < right.folder ? -1 : 1));
  for (const [index, { folder, isFolder }] of sorted.entries()) {
    const within = sorted[index + 1];
    if (!isFolder && within?.folder.startsWith(folder) === true)
      throw ofdError('OFD_AMBIGUOUS', 'file-as-folder', within.folder);
  }
}

/** What Windows calls a file by whose name is longer than 8 and 3 letters: DOCUME~1.XML, or DO1A2B~1.XML from the fifth on. */
const SHORT = /(?:^|\/)([^./]{1,6})~(\d{1,3})(?:\.([^./]{1,3}))?(?=\/|$)/;
const ALL_SHORT = new RegExp(SHORT, 'g');
/** Names that are their own short name. */
const FITS = /^[\x21-\x7e]{1,8}(?:\.[\x21-\x7e]{1,3})?$/;
const HASHED = /^(..)[\da-f]{4}$/;

/** A file that is unpacked under the short name of another takes its place. */
function expectNoShortNames(folded: readonly string[], meter: WorkMeter | undefined): void {
  if (!folded.some((name) => SHORT.test(name))) return;
  const aliases = new Set<string>();
  for (const name of folded) {
    const parts = name.split('/');
    for (const [depth, part] of parts.entries()) {
      meter?.spend('syntaxBytes', name.length);
      const folder = parts.slice(0, depth).join('/');
      for (const alias of aliasesOf(part)) aliases.add(`${folder}/${alias}`);
    }
  }
  for (const name of folded) {
    for (const { 0: whole, 1: start = '', 2: digits = '', 3: extension = '', index } of name.matchAll(
      ALL_SHORT,
    )) {
      const folder = name.slice(0, index);
      const hashed = HASHED.exec(start)?.[1];
      const isTaken =
        aliases.has(`${folder}/${start}~${String(digits.length)}.${extension}`) ||
        (hashed !== undefined && aliases.has(`${folder}/${hashed}#.${extension}`));
      if (isTaken) throw ofdError('OFD_AMBIGUOUS', 'short-name', whole);
    }
  }
}

/** The beginnings of a name's short names for numbers of one to three digits, and of those with a check sum. */
function aliasesOf(part: string): readonly string[] {
  if (FITS.test(part) && !part.includes(' ')) return [];
  const dot = part.lastIndexOf('.');
  const extension = dot < 0 ? '' : part.slice(dot + 1, dot + 4);
  const base = (dot < 0 ? part : part.slice(0, dot)).replaceAll(/[. ]/g, '').replaceAll(/[+,;=[\]]/g, '_');
  const plain = [1, 2, 3].map((digits) => `${cut(base, 7 - digits)}~${String(digits)}.${extension}`);
  return [...plain, `${base.slice(0, 2)}#.${extension}`];
}

/** Cuts a name to bytes of the code page of a Chinese system. */
function cut(base: string, bytes: number): string {
  let [text, left] = ['', bytes];
  for (const letter of base) {
    left -= letter.charCodeAt(0) > 0x7f ? 2 : 1;
    if (left < 0) break;
    text += letter;
  }
  return text;
}
