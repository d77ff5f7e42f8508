import { base64 } from '@scure/base';
import { decodeSeal, type Seal } from '../../seal/seal.ts';
import { OFD_BUDGET } from '../../budgets.ts';
import { orNullIfDamaged, overBudget } from '../../work-meter.ts';
import { ofdError, type ZipEntry } from '../container/zip-entry.ts';
import type { OfdPackage } from '../package/ofd-package.ts';
import type { OfdBox } from '../package/ofd-page.ts';
import { attributeOf, childOf, childrenOf, numbersOf, textOf, type XmlElement } from '../xml/xml-element.ts';
import { type CheckMethod, checkMethodOf } from './check-method.ts';
import { signedTimeOf } from './signed-time.ts';

/** A part that a signature names, and the digest that it had. */
export interface SignedReference {
  /** As written. */
  readonly path: string;
  /** Null if it is missing. */
  readonly entry: ZipEntry | null;
  readonly digest: Uint8Array;
}

/** A place at which a seal is shown (GB/T 33190 §18.2, StampAnnot), in millimetres from the top left of the page's box. */
export interface StampPlace {
  readonly id: string;
  /** The ID of the page. */
  readonly page: string;
  /** The area of the whole picture. */
  readonly boundary: OfdBox;
  /** The part of it that is shown, from the top left of the boundary; null for all of it. */
  readonly clip: OfdBox | null;
}

/** Signature.xml (GB/T 33190 §18.2). */
export interface SignatureFile {
  readonly entry: ZipEntry;
  /** The program that says it made it. */
  readonly provider: string | null;
  /** The object identifier of the signature algorithm, as written. */
  readonly method: string | null;
  /** SignatureDateTime; null if it is absent or cannot be read. */
  readonly statedTime: Date | null;
  readonly checkMethod: CheckMethod;
  readonly references: readonly SignedReference[];
  readonly stamps: readonly StampPlace[];
  /** The path of the seal (.esl) as written; null if the file names none. */
  readonly sealPath: string | null;
  readonly seal: ZipEntry | null;
  /** The path of the signature's value as written. */
  readonly valuePath: string;
  /** Null if it is missing. */
  readonly value: ZipEntry | null;
}

/**
 * Reads a Signature.xml. What must stand once stands once: of two, readers would take the first or the last.
 * @throws CodedError OFD_SIGNATURES_DAMAGED, OFD_XML_DAMAGED, OFD_XML_FORBIDDEN, FILE_OVER_BUDGET
 */
export function readSignatureFile(ofd: OfdPackage, entry: ZipEntry): SignatureFile {
  const reader = new SignatureReader(ofd, entry);
  const root = ofd.xml(entry);
  if (root.name !== 'Signature') throw reader.damaged('root-element');
  const info = reader.only(root, 'SignedInfo');
  const valuePath = reader.only(root, 'SignedValue').text.trim();
  const references = reader.only(info, 'References');
  const seal = reader.atMostOne(info, 'Seal');
  const sealPath = seal === null ? null : reader.only(seal, 'BaseLoc').text.trim();
  const time = reader.atMostOne(info, 'SignatureDateTime')?.text ?? '';
  return {
    ...{ entry, sealPath, valuePath },
    provider: providerOf(reader.atMostOne(info, 'Provider')),
    method: reader.atMostOne(info, 'SignatureMethod')?.text.trim() ?? null,
    statedTime: signedTimeOf(time),
    checkMethod: checkMethodOf(attributeOf(references, 'CheckMethod')),
    references: childrenOf(references, 'Reference').map((each) => reader.reference(each)),
    stamps: reader.stamps(info),
    seal: sealPath === null ? null : ofd.resolve(entry, sealPath),
    value: valuePath === '' ? null : ofd.resolve(entry, valuePath),
  };
}

/** Reads the seal that a signature names; null without one, and for a file that is none. */
export function sealInFile(ofd: OfdPackage, { seal }: Pick<SignatureFile, 'seal'>): Seal | null {
  return seal === null ? null : orNullIfDamaged(() => decodeSeal(readValue(ofd, seal)));
}

/** Reads the value of a signature, or a seal, which is small. @throws CodedError OFD_DAMAGED, FILE_OVER_BUDGET */
export function readValue({ container }: OfdPackage, entry: ZipEntry): Uint8Array {
  const { valueBytes: most } = OFD_BUDGET;
  if (entry.size > most) throw overBudget('valueBytes', most);
  return container.read(entry);
}

/** Some programs write attributes, others elements. */
function providerOf(provider: XmlElement | null): string | null {
  if (provider === null) return null;
  return attributeOf(provider, 'ProviderName') ?? textOf(provider, 'ProviderName');
}

class SignatureReader {
  readonly #ofd: OfdPackage;
  readonly #from: ZipEntry;

  constructor(ofd: OfdPackage, from: ZipEntry) {
    this.#ofd = ofd;
    this.#from = from;
  }

  damaged(reason: string): Error {
    return ofdError('OFD_SIGNATURES_DAMAGED', reason, this.#from.name);
  }

  atMostOne(element: XmlElement, name: string): XmlElement | null {
    if (childrenOf(element, name).length > 1) throw this.damaged(`two-of-${name}`);
    return childOf(element, name);
  }

  only(element: XmlElement, name: string): XmlElement {
    const found = this.atMostOne(element, name);
    if (found === null) throw this.damaged(`no-${name}`);
    return found;
  }

  reference(element: XmlElement): SignedReference {
    const path = attributeOf(element, 'FileRef');
    if (path === null) throw this.damaged('reference-without-file');
    const digest = bytesOrNull(this.only(element, 'CheckValue').text);
    if (digest === null) throw this.damaged('check-value');
    return { path, entry: this.#ofd.resolve(this.#from, path), digest };
  }

  stamps(info: XmlElement): readonly StampPlace[] {
    const stamps = childrenOf(info, 'StampAnnot').map((element) => this.#stamp(element));
    if (new Set(stamps.map(({ id }) => id)).size < stamps.length) throw this.damaged('two-stamps-of-id');
    return stamps;
  }

  #stamp(element: XmlElement): StampPlace {
    const [id = null, page = null, boundary = null] = ['ID', 'PageRef', 'Boundary'].map((name) =>
      attributeOf(element, name),
    );
    const box = boxIn(boundary);
    if (id === null || page === null || box === null) throw this.damaged('stamp');
    const written = attributeOf(element, 'Clip');
    const clip = boxIn(written);
    if (written !== null && clip === null) throw this.damaged('stamp-clip');
    return { id, page, boundary: box, clip };
  }
}

/** Reads ST_Box: a corner and two sides that are more than nothing. */
function boxIn(text: string | null): OfdBox | null {
  const [xMm, yMm, widthMm, heightMm, ...more] = numbersOf(text) ?? [];
  if (xMm === undefined || yMm === undefined || widthMm === undefined || heightMm === undefined) return null;
  return more.length > 0 || widthMm <= 0 || heightMm <= 0 ? null : { xMm, yMm, widthMm, heightMm };
}

function bytesOrNull(text: string): Uint8Array | null {
  try {
    return base64.decode(text.replaceAll(/\s/g, ''));
  } catch {
    return null;
  }
}
