import { CodedError } from '../../../shared/errors.ts';
import { latin1Text } from '../../bytes/encodings.ts';
import { orNullIfDamaged } from '../../work-meter.ts';
import type { OfdContainer, ZipEntry } from '../container/zip-entry.ts';
import type { OfdPackage } from '../package/ofd-package.ts';
import { childrenOf } from '../xml/xml-element.ts';
import { placesInXml } from '../xml/xml-places.ts';

/** GB/T 33190 §7.4 */
const OF_PACKAGE: ReadonlySet<string> = new Set(['DocBody']);
const OF_BODY: ReadonlySet<string> = new Set(['DocInfo', 'DocRoot', 'Versions', 'Signatures']);

/**
 * Tells whether OFD.xml has something that some reader might follow elsewhere: elements that the standard does not know, or a
 * path in pieces.
 */
export function mayLeadElsewhere(ofd: OfdPackage): boolean {
  return hasUnknownElements(ofd) || hasPathInPieces(ofd);
}

function hasUnknownElements(ofd: OfdPackage): boolean {
  const root = ofd.xml(ofd.entry);
  const inBodies = childrenOf(root, 'DocBody').flatMap(({ children }) => children);
  return (
    root.children.some(({ name }) => !OF_PACKAGE.has(name)) || inBodies.some(({ name }) => !OF_BODY.has(name))
  );
}

const PATHS: ReadonlySet<string> = new Set(['DocRoot', 'Signatures']);

/** A comment or the like divides a path, of which some readers take the first piece only. */
function hasPathInPieces({ container, entry }: OfdPackage): boolean {
  const text = latin1Text(container.read(entry));
  const root = placesInXml(text);
  const paths = root?.children.flatMap(({ children }) => children.filter(({ name }) => PATHS.has(name)));
  return (
    paths?.some(({ contentStart, contentEnd }) => text.slice(contentStart, contentEnd).includes('<')) ?? true
  );
}

/** Tells whether a part is XML whose root has a name. */
export type IsRootNamed = (entry: ZipEntry, name: string) => boolean;

/** Tells whether several parts could be the root of a document: OFD.xml could be made to name another of them. */
export function haveSeveralRoots(entries: Iterable<ZipEntry>, isRootNamed: IsRootNamed): boolean {
  return [...entries].filter((entry) => !entry.isFolder && isRootNamed(entry, 'Document')).length > 1;
}

/** Bytes. Declaration and comments before the root are shorter as a rule. */
const BEGINNING = 4_096;
const BEFORE = /^(?:\xef\xbb\xbf)?(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)*/;
const ROOT = /^<(?![!?])(?:[^\s<>/:]+:)?([^\s<>/:]+)[\s/>]/;

/** Makes the question for the roots of parts, which is answered by their first bytes and once for all signatures. */
export function rootNames(ofd: OfdPackage): IsRootNamed {
  const known = new Map<ZipEntry, string>();
  return (entry, name) => {
    const found = known.get(entry) ?? rootOf(ofd, entry);
    known.set(entry, found);
    return found === name;
  };
}

const NO_XML = '';

/** Only a part whose root is not whole within its beginning is parsed: a comment may push the tag over the end of that. */
function rootOf(ofd: OfdPackage, entry: ZipEntry): string {
  const text = beginningOf(ofd.container, entry);
  const rest = text.slice(BEFORE.exec(text)?.[0].length ?? 0);
  const root = ROOT.exec(rest)?.[1];
  if (root !== undefined) return root;
  const isCut = text.length < entry.size && (rest === '' || rest.startsWith('<'));
  return (isCut ? orNullIfDamaged(() => ofd.xml(entry))?.name : null) ?? NO_XML;
}

/** Returns nothing for a part whose bytes are damaged. Packed data decide how long pieces are, so that one may be too short. */
function beginningOf(container: OfdContainer, entry: ZipEntry): string {
  const length = Math.min(BEGINNING, entry.size);
  let text = '';
  try {
    for (const piece of container.pieces(entry)) {
      text += latin1Text(piece.subarray(0, length - text.length));
      if (text.length === length) break;
    }
    return text;
  } catch (error) {
    if (error instanceof CodedError && error.code === 'OFD_DAMAGED') return '';
    throw error;
  }
}
