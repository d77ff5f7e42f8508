import type { ZipEntry } from '../container/zip-entry.ts';
import type { NeededPart } from '../package/closure.ts';
import type { OfdPackage } from '../package/ofd-package.ts';
import { isNamedByLetter } from '../package/resolve-path.ts';
import { type RootName, UNSEEN_ROOT } from '../signatures/entry-meaning.ts';
import type { OfdSignature } from './ofd-signature.ts';

/** A file that other readers might show in the place of one that the pages need, or beside them. */
export interface DoubtfulPart {
  readonly entry: ZipEntry;
  /**
   * A path leads there for some readers; it looks like a part of a document and nothing here leads to it; or its name is not
   * the signed one by the letter, so that some readers find nothing in its place.
   */
  readonly kind: 'other-reading' | 'stray' | 'renamed';
}

/** A package whose paths have been resolved. */
interface LookedThrough {
  readonly ofd: OfdPackage;
  /** All parts that its pages need. */
  readonly needed: readonly NeededPart[];
  /** All signatures that can be read. */
  readonly all: readonly OfdSignature[];
  readonly rootName: RootName;
}

/** Roots of the parts that are drawn, or that lead to them (GB/T 33190). */
const LEADING_ROOTS: ReadonlySet<string> = new Set([
  ...['OFD', 'Document', 'DocVersion', 'Page', 'Res', 'Annotations', 'PageAnnot', 'Signatures', 'Signature'],
  UNSEEN_ROOT,
]);

/**
 * Finds the files that readers with other rules for paths might show. Ask it once all paths have been resolved.
 * @throws CodedError FILE_OVER_BUDGET
 */
export function doubtfulParts({ ofd, needed, all, rootName }: LookedThrough): readonly DoubtfulPart[] {
  const known = new Set<ZipEntry>([
    ofd.entry,
    ...needed.map(({ entry }) => entry),
    ...all.flatMap((signature) => filesOf(signature)),
  ]);
  const others = ofd.otherReadings();
  return ofd.container.entries.flatMap((entry): readonly DoubtfulPart[] => {
    if (entry.isFolder || known.has(entry)) return [];
    if (others.has(entry)) return [{ entry, kind: 'other-reading' }];
    return LEADING_ROOTS.has(rootName(entry)) ? [{ entry, kind: 'stray' }] : [];
  });
}

/** Finds parts that were renamed since they were signed in the case or the form of letters, which this reader passes over. */
export function renamedParts({ references, file }: OfdSignature): readonly DoubtfulPart[] {
  return references.flatMap(({ entry, path }): readonly DoubtfulPart[] =>
    entry === null || isNamedByLetter(entry, file.entry, path) ? [] : [{ entry, kind: 'renamed' }],
  );
}

/** Finds parts that were renamed in slashes or encoding, which this reader passes over: those of other parts have none of that. */
export function partsNamedUnlikeOthers(needed: readonly NeededPart[]): readonly DoubtfulPart[] {
  const renamed = new Set<ZipEntry>();
  const names = needed.map(({ entry }) => entry).filter(({ name }) => name.includes('/'));
  const kinds = new Set(names.flatMap(({ nameTolerances }) => nameTolerances));
  for (const kind of kinds) {
    const alike = names.filter((entry) => entry.nameTolerances.includes(kind) || !mayHave(kind, entry));
    if (alike.length < names.length)
      for (const entry of names) if (entry.nameTolerances.includes(kind)) renamed.add(entry);
  }
  return [...renamed].map((entry) => ({ entry, kind: 'renamed' }));
}

/** A name in ASCII has the same bytes in all encodings. */
function mayHave(kind: string, { name }: ZipEntry): boolean {
  return !ENCODINGS.has(kind) || /[^\x20-\x7e]/.test(name);
}

const ENCODINGS: ReadonlySet<string> = new Set(['name-gbk', 'name-utf8-unflagged']);

/** The files of a signature, and the list that names it. */
export function filesOf({ list, file }: OfdSignature): readonly ZipEntry[] {
  return [list.entry, file.entry, file.value, file.seal].flatMap((entry) => entry ?? []);
}
