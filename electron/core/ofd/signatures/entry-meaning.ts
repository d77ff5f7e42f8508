import { CodedError } from '../../../shared/errors.ts';
import { latin1Text } from '../../bytes/encodings.ts';
import type { OfdContainer, ZipEntry } from '../container/zip-entry.ts';
import type { OfdPackage } from '../package/ofd-package.ts';
import { childrenOf } from '../xml/xml-element.ts';

/** GB/T 33190 §7.4 */
const OF_PACKAGE: ReadonlySet<string> = new Set(['DocBody']);
const OF_BODY: ReadonlySet<string> = new Set(['DocInfo', 'DocRoot', 'Versions', 'Signatures']);

/** Tells whether OFD.xml has elements that the standard does not know, which some reader might follow. */
export function hasUnknownElements(ofd: OfdPackage): boolean {
  const root = ofd.xml(ofd.entry);
  const inBodies = childrenOf(root, 'DocBody').flatMap(({ children }) => children);
  return (
    root.children.some(({ name }) => !OF_PACKAGE.has(name)) || inBodies.some(({ name }) => !OF_BODY.has(name))
  );
}

/** Tells whether the first element of a part could have a name. */
export type MayBegin = (entry: ZipEntry, name: string) => boolean;

/** Tells whether several parts could be the root of a document: OFD.xml could be made to name another of them. */
export function haveSeveralRoots(entries: Iterable<ZipEntry>, mayBegin: MayBegin): boolean {
  return [...entries].filter((entry) => !entry.isFolder && mayBegin(entry, 'Document')).length > 1;
}

/** Bytes. Declaration and comments before the first element are shorter. */
const BEGINNING = 65_536;
const BEFORE = /^(?:\xef\xbb\xbf)?(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)*/;
const ELEMENT = /^<(?:[^\s<>/:]+:)?([^\s<>/:]+)/;

/**
 * Makes the question by which element a part begins, which is answered by its first bytes and without parsing it, once for all
 * signatures. What cannot be told counts as any element.
 */
export function rootNames(container: OfdContainer): MayBegin {
  const known = new Map<ZipEntry, string>();
  return (entry, name) => {
    const found = known.get(entry) ?? rootName(beginningOf(container, entry), entry.size);
    known.set(entry, found);
    return found === ANY || found === name;
  };
}

const ANY = '*';
const NONE = '';
const DAMAGED = '.';

function rootName(text: string, size: number): string {
  const rest = text.slice(BEFORE.exec(text)?.[0].length ?? 0);
  const isXml = rest === '' ? text.length < size : rest.startsWith('<');
  if (!isXml) return NONE;
  return ELEMENT.exec(rest)?.[1] ?? ANY;
}

/** Returns what no XML begins with for a part whose bytes are damaged. */
function beginningOf(container: OfdContainer, entry: ZipEntry): string {
  try {
    for (const piece of container.pieces(entry)) return latin1Text(piece.subarray(0, BEGINNING));
    return DAMAGED;
  } catch (error) {
    if (error instanceof CodedError && error.code === 'OFD_DAMAGED') return DAMAGED;
    throw error;
  }
}
