import { CodedError } from '../../../shared/errors.ts';
import { latin1Text } from '../../bytes/encodings.ts';
import { orNullIfDamaged } from '../../work-meter.ts';
import type { OfdContainer, ZipEntry } from '../container/zip-entry.ts';
import type { OfdPackage } from '../package/ofd-package.ts';
import { isNamedByLetter } from '../package/resolve-path.ts';
import { childrenOf, elementsWithin, type XmlElement } from '../xml/xml-element.ts';

/** GB/T 33190 §7.4 */
const OF_PACKAGE: ReadonlySet<string> = new Set(['DocBody']);
const OF_BODY: ReadonlySet<string> = new Set(['DocInfo', 'DocRoot', 'Versions', 'Signatures']);

/** Names that readers look for, which some of them find at any depth. */
const LEADING: ReadonlySet<string> = new Set(
  [...OF_PACKAGE, ...OF_BODY, 'OFD', 'Version', 'DocVersion', 'Document', 'Signature'].map((name) =>
    name.toLowerCase(),
  ),
);

/**
 * Tells whether OFD.xml has something that some reader might follow elsewhere: elements that the standard does not know, that
 * stand where it has others, that are not in the namespace of the rest, or whose paths are spelt in another way than names.
 */
export function mayLeadElsewhere(ofd: OfdPackage): boolean {
  const root = ofd.xml(ofd.entry);
  const inBodies = childrenOf(root, 'DocBody').flatMap(({ children }) => children);
  const deeper = inBodies
    .filter(({ name }) => name !== 'Versions')
    .flatMap(({ children }) => children.flatMap((child) => [...elementsWithin(child)]));
  return (
    root.children.some(({ name }) => !OF_PACKAGE.has(name)) ||
    inBodies.some(({ name }) => !OF_BODY.has(name)) ||
    deeper.some(({ name }) => LEADING.has(name.toLowerCase())) ||
    inBodies.some((element) => isPathInOtherLetters(ofd, element)) ||
    [...elementsWithin(root)].some(({ namespace }) => namespace !== root.namespace)
  );
}

/** Readers that tell cases apart find nothing there. */
function isPathInOtherLetters(ofd: OfdPackage, { name, text }: XmlElement): boolean {
  if (name !== 'DocRoot' && name !== 'Signatures') return false;
  const entry = ofd.resolve(ofd.entry, text.trim());
  return entry !== null && !isNamedByLetter(entry, ofd.entry, text);
}

/** The name of a root that is not seen in the beginning of a part, nor where that is read as XML. */
export const UNSEEN_ROOT = '?';

/** Returns the name of the root of a part without its prefix; an empty one for a part that is no XML. */
export type RootName = (entry: ZipEntry) => string;

/** Tells whether several parts could be the root of a document: OFD.xml could be made to name another of them. */
export function haveSeveralRoots(entries: Iterable<ZipEntry>, rootName: RootName): boolean {
  return [...entries].filter((entry) => !entry.isFolder && rootName(entry) === 'Document').length > 1;
}

/** Bytes. Declaration and comments before the root are shorter as a rule. */
const BEGINNING = 4_096;
const BEFORE =
  /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE[^[>]*(?:\[[^\]]*\]\s*)?>)*/;
const ROOT = /^<(?![!?])(?:[^\s<>/:]+:)?([^\s<>/:]+)[\s/>]/;

/** Makes the question for the roots of parts, which is answered once for all signatures: by their first bytes unless they were parsed. */
export function rootNames(ofd: OfdPackage): RootName {
  const known = new Map<ZipEntry, string>();
  return (entry) => {
    const found = known.get(entry) ?? ofd.parsedRoot(entry) ?? rootOf(ofd, entry);
    known.set(entry, found);
    return found;
  };
}

const NO_XML = '';

/** Only a part whose root is not whole within its beginning is parsed: a comment may push the tag over the end of that. */
function rootOf(ofd: OfdPackage, entry: ZipEntry): string {
  const beginning = beginningOf(ofd.container, entry);
  // UTF-16, which is not read here, has a zero beside each letter of a name.
  const text = beginning.replaceAll('\0', '');
  const rest = text.slice(BEFORE.exec(text)?.[0].length ?? 0);
  const root = ROOT.exec(rest)?.[1];
  if (root !== undefined) return root;
  const isCut = beginning.length < entry.size && (rest === '' || rest.startsWith('<'));
  return isCut ? (orNullIfDamaged(() => ofd.xml(entry))?.name ?? UNSEEN_ROOT) : NO_XML;
}

/** Returns nothing for a part whose first bytes are damaged. */
function beginningOf(container: OfdContainer, entry: ZipEntry): string {
  try {
    return latin1Text(container.beginning(entry, BEGINNING));
  } catch (error) {
    if (error instanceof CodedError && error.code === 'OFD_DAMAGED') return '';
    throw error;
  }
}
