import { exactUtf8Text } from '../../bytes/encodings.ts';
import { OFD_BUDGET } from '../../budgets.ts';
import { overBudget } from '../../work-meter.ts';
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
  const segments = slashed.split('/').filter((part) => part !== '' && part !== '.');
  const name = segments.join('/');
  const isFolder = slashed.endsWith('/');
  if (slashed !== name + (isFolder ? '/' : '')) tolerances.push('name-slashes');
  const isUnsafe = segments.some((part) => part === '..' || DEVICE.test(part)) || CONTROLS.test(name);
  if (name === '' || isUnsafe) {
    throw ofdError('OFD_AMBIGUOUS', 'name', JSON.stringify(text));
  }
  return { name, isFolder, tolerances };
}

/** Letters that look like slashes, which some code pages turn into them. */
const SLASHES = /[\\\u2044\u2215\u2216\u29f5\u29f8]/g;
/** Characters that nobody sees: marks of direction, joiners, variations. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}|\p{Cf}/gu;
const PLAIN = /^[\x21-\x7e]*$/;

/**
 * Names with one folded form are one name for some reader: case, width and composition of letters, slashes, blanks around
 * them, dots at the end, and characters that nobody sees. Case is folded by way of the upper one, as disks do.
 */
export function foldName(name: string): string {
  const folded = PLAIN.test(name)
    ? name.replaceAll('\\', '/').toLowerCase()
    : name
        .normalize('NFKC')
        .toUpperCase()
        .toLowerCase()
        .normalize('NFKC')
        .replaceAll(UNSEEN, '')
        .replaceAll(SLASHES, '/');
  return /(?:^|\/)[\s/]|[.\s/](?:\/|$)/.test(folded) ? withTrimmedParts(folded) : folded;
}

function withTrimmedParts(folded: string): string {
  return folded
    .split('/')
    .map((part) => part.replaceAll(/^\s+|[.\s]+$/g, ''))
    .filter((part) => part !== '')
    .join('/');
}

function gbkText(raw: Uint8Array): string {
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(raw);
  } catch {
    throw ofdError('OFD_AMBIGUOUS', 'name-encoding');
  }
}

/** Controls, ends of lines, and what stands for a letter that could not be read. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\ufffd]/u;
/** What Windows takes for a device in any folder, with any extension. */
const DEVICE = /^(?:con|prn|aux|nul|com[1-9\xb9\xb2\xb3]|lpt[1-9\xb9\xb2\xb3])[ ]*(?:[.:]|$)/i;
