import { OFD_BUDGET } from '../../budgets.ts';
import { overBudget } from '../../work-meter.ts';
import { ofdError, type ZipEntry } from '../container/zip-entry.ts';
import type { DocBody, OfdPackage } from '../package/ofd-package.ts';
import { isNamedByLetter } from '../package/resolve-path.ts';
import { attributeOf, childrenOf, idKey, type XmlElement } from '../xml/xml-element.ts';

/** A signature that Signatures.xml lists (GB/T 33190 §18.1). */
export interface ListedSignature {
  readonly id: string;
  /** A seal, or a signature without one. The standard's default is the seal. */
  readonly type: 'Seal' | 'Sign';
  /** The path of its Signature.xml as written. */
  readonly path: string;
  /** Null if it is missing. */
  readonly entry: ZipEntry | null;
}

/** Signatures.xml of a document. */
export interface SignatureList {
  readonly entry: ZipEntry;
  /** MaxSignId as written; null if it is absent or no number. */
  readonly maxSignId: number | null;
  readonly signatures: readonly ListedSignature[];
}

const KNOWN: ReadonlySet<string> = new Set(['MaxSignId', 'Signature']);

/**
 * Reads the list of the signatures of a document. Nothing else may stand in it, since no signature covers it.
 * @returns null for a document without one
 * @throws CodedError OFD_SIGNATURES_DAMAGED, OFD_XML_DAMAGED, OFD_XML_FORBIDDEN, FILE_OVER_BUDGET
 */
export function readSignatureList(ofd: OfdPackage, { signatures: entry }: DocBody): SignatureList | null {
  if (entry === null) return null;
  const root = ofd.xml(entry);
  const damaged = (reason: string) => ofdError('OFD_SIGNATURES_DAMAGED', reason, entry.name);
  if (root.name !== 'Signatures') throw damaged('root-element');
  if (root.children.some(({ name }) => !KNOWN.has(name))) throw damaged('unknown-element');
  const [largest, ...further] = childrenOf(root, 'MaxSignId');
  if (further.length > 0) throw damaged('two-of-MaxSignId');
  const elements = childrenOf(root, 'Signature');
  const isForeign = root.children.some(({ namespace }) => namespace !== root.namespace);
  if (isForeign || elements.some(({ children }) => children.length > 0)) throw damaged('unknown-element');
  const { signatures: most } = OFD_BUDGET;
  if (elements.length > most) throw overBudget('signatures', most);
  const signatures = elements.map((element) => listed(ofd, entry, element));
  const distinct = (key: 'id' | 'entry'): boolean =>
    new Set(signatures.map((each) => (key === 'id' ? idKey(each.id) : (each.entry ?? each.path)))).size ===
    signatures.length;
  if (!distinct('id')) throw damaged('two-of-id');
  if (!distinct('entry')) throw damaged('two-of-file');
  return { entry, maxSignId: largest === undefined ? null : wholeNumber(largest.text), signatures };
}

function listed(ofd: OfdPackage, from: ZipEntry, element: XmlElement): ListedSignature {
  const [id, path, type] = ['ID', 'BaseLoc', 'Type'].map((name) => attributeOf(element, name));
  if (id === null || id === undefined || path === null || path === undefined) {
    throw ofdError('OFD_SIGNATURES_DAMAGED', 'attributes', from.name);
  }
  if (type !== null && type !== 'Seal' && type !== 'Sign') {
    throw ofdError('OFD_SIGNATURES_DAMAGED', 'type', from.name);
  }
  const entry = ofd.resolve(from, path);
  // No signature covers this path: spelt otherwise, it hides the signature from readers that tell cases apart.
  if (entry !== null && !isNamedByLetter(entry, from, path))
    throw ofdError('OFD_SIGNATURES_DAMAGED', 'path', from.name);
  return { id, type: type ?? 'Seal', path, entry };
}

/** IDs are numbers with or without letters before them: 2, s001. */
export function wholeNumber(text: string): number | null {
  const digits = /^[A-Za-z]*(\d{1,9})$/.exec(text.trim())?.[1];
  return digits === undefined ? null : Number(digits);
}
