import { foldName } from '../container/entry-name.ts';
import type { OfdContainer } from '../container/zip-entry.ts';
import type { DocBody } from '../package/ofd-package.ts';
import { type SignatureList, wholeNumber } from '../signatures/signature-list.ts';

/** The names of the files of a new signature, without a slash at the beginning, in ASCII. */
export interface SignatureNames {
  readonly list: string;
  readonly signature: string;
  readonly seal: string;
  readonly value: string;
}

/** propertyInfo is an IA5String. */
const ASCII = /^[\x20-\x7e]*$/;

const folderOf = (name: string): string => name.slice(0, name.lastIndexOf('/') + 1);

/**
 * Finds names for a new signature beside those of the signatures before it: where they lie in Signs/Sign_N, so does it. In a
 * file without any it lies beside the document.
 */
export function namesFor(
  container: OfdContainer,
  { root }: Pick<DocBody, 'root'>,
  list: SignatureList | null,
): SignatureNames {
  const listName = list?.entry.name ?? `${inAscii(`${folderOf(root.name)}Signs/`)}Signatures.xml`;
  const last = list?.signatures.findLast(({ entry }) => entry !== null)?.entry ?? null;
  const beside = last === null ? folderOf(listName) : folderOf(folderOf(last.name).slice(0, -1));
  const folder = freeFolder(container, inAscii(beside));
  return {
    list: listName,
    signature: `${folder}Signature.xml`,
    seal: `${folder}Seal.esl`,
    value: `${folder}SignedValue.dat`,
  };
}

function inAscii(folder: string): string {
  return ASCII.test(folder) ? folder : 'Signs/';
}

/** A name is taken if any reader could mistake another for it. */
function freeFolder({ entries }: OfdContainer, parent: string): string {
  const depth = parent.split('/').length;
  const taken = new Set(entries.map(({ name }) => foldName(name).split('/').slice(0, depth).join('/')));
  for (let number = 0; ; number += 1) {
    const folder = `${parent}Sign_${String(number)}/`;
    if (!taken.has(foldName(folder.slice(0, -1)))) return folder;
  }
}

/** The ID of a new signature: the number behind the largest of the list (GB/T 33190 §18.1, MaxSignId). */
export function nextSignatureId(list: SignatureList | null): number {
  const used = list?.signatures.map(({ id }) => wholeNumber(id) ?? 0) ?? [];
  return Math.max(0, list?.maxSignId ?? 0, ...used) + 1;
}
