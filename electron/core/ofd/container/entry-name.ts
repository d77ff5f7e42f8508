import { exactUtf8Text } from '../../bytes/encodings.ts';
import { OFD_BUDGET } from '../../budgets.ts';
import { orNullIfDamaged, overBudget } from '../../work-meter.ts';
import { ofdError } from './zip-entry.ts';

/** An entry's name, and in which respects it is not as the standard has it. */
interface EntryName {
  readonly name: string;
  readonly isFolder: boolean;
  readonly tolerances: readonly string[];
}

/** APPNOTE 4.4.4 bit 11: the name is UTF-8. */
export const UTF8_FLAG = 0x800;

/**
 * Reads the name of an entry. Without the flag of UTF-8 the standard says code page 437, which no writer of OFD means: such
 * names are UTF-8 all the same, or GBK.
 * @throws CodedError OFD_AMBIGUOUS for a name that leads out of the package, or that readers cut; FILE_OVER_BUDGET
 */
export function readEntryName(raw: Uint8Array, flags: number): EntryName {
  if (raw.length > OFD_BUDGET.pathLength) throw overBudget('pathLength', OFD_BUDGET.pathLength);
  const tolerances: string[] = [];
  let text = exactUtf8Text(raw);
  if (text === null) {
    if ((flags & UTF8_FLAG) !== 0) throw ofdError('OFD_AMBIGUOUS', 'name-encoding');
    text = gbkText(raw);
    tolerances.push('name-gbk');
  } else if ((flags & UTF8_FLAG) === 0 && raw.some((byte) => byte > 0x7f))
    tolerances.push('name-utf8-unflagged');
  if (text.includes('\\')) tolerances.push('name-backslash');
  const slashed = text.replaceAll('\\', '/');
  const segments = segmentsOf(slashed);
  const name = segments.join('/');
  const isFolder = slashed.endsWith('/');
  if (slashed !== name + (isFolder ? '/' : '')) tolerances.push('name-slashes');
  if (name === '' || segments.includes('..') || hasControls(name)) {
    throw ofdError('OFD_AMBIGUOUS', 'name', JSON.stringify(text));
  }
  return { name, isFolder, tolerances };
}

/**
 * Returns the name that other readers see where this one sees UTF-8 that is not flagged: on a Chinese system, GBK. Null if there
 * is no such reading.
 */
export function nameAsGbk(raw: Uint8Array, flags: number): string | null {
  const isPlain = (flags & UTF8_FLAG) !== 0 || raw.every((byte) => byte <= 0x7f);
  const text = isPlain ? null : orNullIfDamaged(() => gbkText(raw));
  return text === null ? null : segmentsOf(text.replaceAll('\\', '/')).join('/');
}

function segmentsOf(slashed: string): readonly string[] {
  return slashed.split('/').filter((part) => part !== '' && part !== '.');
}

/** Names with one folded form are one name for some reader: case, width and composition of letters, blanks around them, dots at the end. */
export function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .split('/')
    .map((part) => part.replaceAll(/^\s+|[.\s]+$/g, ''))
    .join('/');
}

function gbkText(raw: Uint8Array): string {
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(raw);
  } catch {
    throw ofdError('OFD_AMBIGUOUS', 'name-encoding');
  }
}

function hasControls(name: string): boolean {
  for (let at = 0; at < name.length; at += 1) {
    const code = name.charCodeAt(at);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}
