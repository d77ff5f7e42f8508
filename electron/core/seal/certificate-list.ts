import { CodedError } from '../../shared/errors.ts';
import { elementsOf, membersOf, type DerElement } from '../asn1/der-reader.ts';
import { writeOctetString, writePrintableString, writeSequence } from '../asn1/der-writer.ts';
import { TAG } from '../asn1/tags.ts';
import { printableTextOf } from '../asn1/text.ts';
import { octetsOf } from '../asn1/values.ts';

/**
 * GB/T 38540-2020, the certificates that may use the seal
 * certListType INTEGER   -- 1 certificates, 2 digests
 * certList CHOICE { certs SEQUENCE OF OCTET STRING, certDigestList SEQUENCE OF CertDigestObj }
 * CertDigestObj ::= SEQUENCE { type PrintableString, value OCTET STRING }
 * Both alternatives have the same tag, so certListType decides.
 */
export type CertificateList =
  | { readonly kind: 'certificates'; readonly certificates: readonly Uint8Array[] }
  | { readonly kind: 'digests'; readonly digests: readonly CertificateDigest[] };

export interface CertificateDigest {
  /** Name or object identifier of the hash, as written. */
  readonly type: string;
  readonly value: Uint8Array;
}

const WHAT = 'certList';

export function decodeCertificateList(type: number, element: DerElement): CertificateList {
  const elements = elementsOf(element, WHAT);
  if (type === 1) return { kind: 'certificates', certificates: elements.map((each) => octetsOf(each, WHAT)) };
  if (type === 2) return { kind: 'digests', digests: elements.map(decodeDigest) };
  throw new CodedError('SEAL_DAMAGED', `certListType ${type}`);
}

function decodeDigest(element: DerElement): CertificateDigest {
  const members = membersOf(element, 'CertDigestObj');
  const type = printableTextOf(members.next(TAG.printableString), 'CertDigestObj.type');
  const value = octetsOf(members.next(TAG.octetString), 'CertDigestObj.value');
  members.end();
  return { type, value };
}

export function certificateListType(list: CertificateList): number {
  return list.kind === 'certificates' ? 1 : 2;
}

export function encodeCertificateList(list: CertificateList): Uint8Array {
  if (list.kind === 'certificates') return writeSequence(...list.certificates.map(writeOctetString));
  return writeSequence(
    ...list.digests.map(({ type, value }) =>
      writeSequence(writePrintableString(type), writeOctetString(value)),
    ),
  );
}
