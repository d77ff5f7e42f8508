import { latin1Bytes, latin1Text } from '../../bytes/encodings.ts';
import { xmlText } from '../../bytes/xml-text.ts';
import { ofdError } from '../container/zip-entry.ts';
import { type ElementPlace, placesInXml } from '../xml/xml-places.ts';

const PACKAGE = 'OFD.xml';

/**
 * Adds the list of signatures to the only document of OFD.xml, as the last element of its DocBody (GB/T 33190 §7.4). Every
 * other byte stays: offsets in the bytes are those of their Latin-1 text, and no encoding that is read has the marks of XML
 * within its letters.
 * @param path of the list, in ASCII
 * @throws CodedError OFD_SIGNATURES_DAMAGED
 */
export function withSignatureList(bytes: Uint8Array, path: string): Uint8Array {
  const text = latin1Text(bytes);
  const [body, ...others] = childrenNamed(placesInXml(text), 'DocBody');
  if (body === undefined || others.length > 0)
    throw ofdError('OFD_SIGNATURES_DAMAGED', 'one-document', PACKAGE);
  if (childrenNamed(body, 'Signatures').length > 0) throw ofdError('OFD_SIGNATURES_DAMAGED', 'list', PACKAGE);
  const name = `${prefixOf(body)}Signatures`;
  return inserted(text, body.contentEnd, `<${name}>${xmlText(path)}</${name}>`);
}

/** A signature to add to a list. */
interface AddedSignature {
  readonly id: string;
  readonly maxSignId: number;
  /** Absolute, in ASCII. */
  readonly path: string;
}

const NAMESPACE = 'http://www.ofdspec.org/2016';

/** Writes Signatures.xml of a first seal (GB/T 33190 §18.1). */
export function firstSignatureList({ id, maxSignId, path }: AddedSignature): Uint8Array {
  return latin1Bytes(
    `<?xml version="1.0" encoding="UTF-8"?>\n<ofd:Signatures xmlns:ofd="${NAMESPACE}"><ofd:MaxSignId>${String(maxSignId)}</ofd:MaxSignId>${signatureElement('ofd:', { id, path })}</ofd:Signatures>`,
  );
}

/**
 * Adds a signature to Signatures.xml behind those that it has, and names the largest ID. Every other byte stays.
 * @throws CodedError OFD_SIGNATURES_DAMAGED
 */
export function withSignature(bytes: Uint8Array, added: AddedSignature, where: string): Uint8Array {
  const text = latin1Text(bytes);
  const root = placesInXml(text);
  if (root === null) throw ofdError('OFD_SIGNATURES_DAMAGED', 'list', where);
  if (root.contentEnd === root.end) return firstSignatureList(added);
  const last = childrenNamed(root, 'Signature').at(-1);
  const longer = inserted(text, last?.end ?? root.contentEnd, signatureElement(prefixOf(root), added));
  return withLargestId(longer, added.maxSignId, where);
}

function withLargestId(bytes: Uint8Array, maxSignId: number, where: string): Uint8Array {
  const text = latin1Text(bytes);
  const root = placesInXml(text);
  if (root === null) throw ofdError('OFD_SIGNATURES_DAMAGED', 'list', where);
  const [largest] = childrenNamed(root, 'MaxSignId');
  const name = `${prefixOf(root)}MaxSignId`;
  const element = `<${name}>${String(maxSignId)}</${name}>`;
  const [from, to] =
    largest === undefined ? [root.contentStart, root.contentStart] : [largest.start, largest.end];
  return latin1Bytes(text.slice(0, from) + element + text.slice(to));
}

function signatureElement(prefix: string, { id, path }: Pick<AddedSignature, 'id' | 'path'>): string {
  return `<${prefix}Signature ID="${xmlText(id)}" Type="Seal" BaseLoc="${xmlText(path)}"/>`;
}

function childrenNamed(place: ElementPlace | null, name: string): readonly ElementPlace[] {
  return place?.children.filter((child) => child.name === name) ?? [];
}

function prefixOf({ written }: ElementPlace): string {
  return written.slice(0, written.indexOf(':') + 1);
}

function inserted(text: string, at: number, addition: string): Uint8Array {
  return latin1Bytes(text.slice(0, at) + addition + text.slice(at));
}
