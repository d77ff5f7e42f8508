import { CodedError } from '../../shared/errors.ts';
import { decodeDigestAlgorithm } from '../algorithms/signature-scheme.ts';
import { type DerCursor, type DerElement, elementsOf, membersOf, readDer } from '../asn1/der-reader.ts';
import { CMS_OID, explicitTag, SM_OID, TAG } from '../asn1/identifiers.ts';
import { objectIdentifierOf, octetsOf } from '../asn1/values.ts';
import { CERTIFICATE_BUDGET } from '../budgets.ts';
import { overBudget } from '../work-meter.ts';
import { type Certificate, certificateOrNull } from '../x509/certificate.ts';
import { decodeSignerInfo, decodeVersion, type SignerInfo } from './signer-info.ts';

/**
 * RFC 5652 §3 and §5.1; GM/T 0010-2012 §8 has the same with object identifiers of its own
 * ContentInfo ::= SEQUENCE { contentType OBJECT IDENTIFIER, content [0] EXPLICIT SignedData }
 * SignedData ::= SEQUENCE {
 *   version          INTEGER,
 *   digestAlgorithms SET OF AlgorithmIdentifier,
 *   encapContentInfo SEQUENCE { eContentType OBJECT IDENTIFIER, eContent [0] EXPLICIT OCTET STRING OPTIONAL },
 *   certificates     [0] IMPLICIT SET OF Certificate OPTIONAL,
 *   crls             [1] IMPLICIT SET OF RevocationInfoChoice OPTIONAL,
 *   signerInfos      SET OF SignerInfo }
 */
export interface SignedData {
  /** Whose object identifiers name the parts. */
  readonly syntax: 'cms' | 'gm';
  readonly contentType: string;
  /** The content; null if it is elsewhere (detached). */
  readonly content: Uint8Array | null;
  /** The certificates that can be read, in the order of the message. */
  readonly certificates: readonly Certificate[];
  /** DER of the revocation lists. */
  readonly revocationLists: readonly Uint8Array[];
  readonly signers: readonly SignerInfo[];
}

const WHAT = 'SignedData';

const SYNTAXES: ReadonlyMap<string, SignedData['syntax']> = new Map([
  [CMS_OID.signedData, 'cms'],
  [SM_OID.gmSignedData, 'gm'],
]);

/** Reads a ContentInfo that holds signed data. @throws DER_INVALID, FILE_OVER_BUDGET */
export function decodeSignedData(bytes: Uint8Array): SignedData {
  const outer = membersOf(readDer(bytes, WHAT, TAG.sequence), WHAT);
  const syntax = SYNTAXES.get(objectIdentifierOf(outer.next(TAG.objectIdentifier), WHAT));
  if (syntax === undefined) throw new CodedError('DER_INVALID', `${WHAT}: another content type`);
  const signedData = onlyMember(outer.next(explicitTag(0)), TAG.sequence);
  outer.end();
  return { syntax, ...decodeMembers(membersOf(signedData, WHAT)) };
}

function decodeMembers(members: DerCursor): Omit<SignedData, 'syntax'> {
  decodeVersion(members.next(TAG.integer), WHAT);
  const digests = elementsOf(members.next(TAG.set), 'digestAlgorithms').map(decodeDigestAlgorithm);
  const encapsulated = membersOf(members.next(TAG.sequence), 'encapContentInfo');
  const contentType = objectIdentifierOf(encapsulated.next(TAG.objectIdentifier), 'eContentType');
  const wrapped = encapsulated.optional(explicitTag(0));
  const content = wrapped === undefined ? null : octetsOf(onlyMember(wrapped, TAG.octetString), 'eContent');
  encapsulated.end();
  const certificates = decodeCertificates(members.optional(explicitTag(0)));
  const revocationLists = listsIn(members.optional(explicitTag(1)));
  const signers = elementsOf(members.next(TAG.set), 'signerInfos').map(decodeSignerInfo);
  members.end();
  if (!signers.every(({ digestAlgorithm }) => digests.includes(digestAlgorithm))) {
    throw new CodedError('DER_INVALID', 'digestAlgorithms');
  }
  return { contentType, content, certificates, revocationLists, signers };
}

function onlyMember(element: DerElement, tag: number): DerElement {
  const members = membersOf(element, WHAT);
  const member = members.next(tag);
  members.end();
  return member;
}

/** Reads the certificates; other kinds, such as attribute certificates, are left out. @throws FILE_OVER_BUDGET */
export function decodeCertificates(set: DerElement | undefined): Certificate[] {
  if (set === undefined) return [];
  const most = CERTIFICATE_BUDGET.certificatesOfMessage;
  const certificates = elementsOf(set, 'certificates');
  if (certificates.length > most) throw overBudget('certificatesOfMessage', most);
  return certificates.flatMap(({ raw }) => certificateOrNull(raw) ?? []);
}

/** Lists the revocation lists; other kinds of revocation information are left out. */
function listsIn(set: DerElement | undefined): Uint8Array[] {
  const found = set === undefined ? [] : elementsOf(set, 'crls');
  return found.flatMap(({ tag, raw }) => (tag === TAG.sequence ? [raw] : []));
}
