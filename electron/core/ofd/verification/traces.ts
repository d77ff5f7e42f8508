import { piecesOf, type ByteSource } from '../../bytes/byte-source.ts';
import { latin1Text } from '../../bytes/encodings.ts';
import type { OfdPackage } from '../package/ofd-package.ts';
import { type DamagedSignature, isReadable, type OfdSignature } from './ofd-signature.ts';

/** The usual names of the files of signatures. */
const FILE_NAME = /(?:^|\/)(?:signatures?\.xml|sign(?:ed)?value\.dat)$/i;
const ANYWHERE = /signatures?\.xml|sign(?:ed)?value\.dat/i;
/** A name may lie across two pieces. */
const LONGEST_NAME = 32;

/**
 * Lists files that look like those of a signature and belong to none that the package lists: whoever takes a signature out
 * of the list makes a signed file look unsigned.
 */
export function strayFiles(
  { container, bodies }: OfdPackage,
  signatures: readonly (OfdSignature | DamagedSignature)[],
): readonly string[] {
  const known = new Set<string>(bodies.flatMap((body) => body.signatures?.name ?? []));
  for (const signature of signatures) {
    if (!isReadable(signature)) return [];
    const { entry, value } = signature.file;
    known.add(entry.name);
    if (value !== null) known.add(value.name);
  }
  return container.entries
    .filter(({ name, isFolder }) => !isFolder && FILE_NAME.test(name) && !known.has(name))
    .map(({ name }) => name);
}

/** Tells whether the bytes of a file that cannot be opened name a file of a signature. Names are never packed. */
export function namesOfSignatures(source: ByteSource): boolean {
  let before = '';
  for (const piece of piecesOf(source, 0, source.size)) {
    const text = before + latin1Text(piece);
    if (ANYWHERE.test(text)) return true;
    before = text.slice(-LONGEST_NAME);
  }
  return false;
}
