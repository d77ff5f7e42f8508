import {
  type AlgorithmIdentifier,
  decodeAlgorithmIdentifier,
  schemeOf,
} from '../../core/algorithms/signature-scheme.ts';
import { readDer } from '../../core/asn1/der-reader.ts';
import { DIGEST_OID } from '../../core/asn1/identifiers.ts';
import type { SignedStructure } from '../../core/x509/signed-structure.ts';
import { checkValue } from './value-commands.ts';
import type { SignatureEvidence } from '../../core/verification/evidence/context.ts';
import type { Certificate } from '../../core/x509/certificate.ts';
import type { CertificatePath } from '../../core/x509/path.ts';
import { pathRevocation } from '../../core/x509/revocation.ts';
import type { RevocationList } from '../../core/x509/revocation-list.ts';
import { equalBytes } from '../../core/bytes/byte-arrays.ts';
import { text } from '../../shared/texts/bilingual.ts';
import { joinParts, type PackagePart, type Step } from '../packages/package-part.ts';
import { ocspPart } from './ocsp-part.ts';
import {
  cutOut,
  elementOffset,
  issuedBy,
  offsetIn,
  type PackageNames,
  pemFile,
  WORK,
} from './openssl-commands.ts';

interface PathOptions {
  /** The instant at which the first certificate has to be valid. */
  readonly at: Date;
  readonly inputs: SignatureEvidence['inputs'];
  readonly names: PackageNames;
  /** Begins the names of the files that commands write. */
  readonly name: string;
  /** The use of the first certificate, as `openssl verify -purpose` calls it. */
  readonly purpose?: string;
}

/** Makes the files of a chain of certificates with the lists about it, and a step for each link and each list. */
export function pathPart(path: CertificatePath, options: PathOptions): PackagePart {
  const links = path.slice(1).flatMap((issuer, index): Step[] => {
    const certificate = path[index];
    if (certificate === undefined) return [];
    const purpose = index === 0 ? (options.purpose ?? '') : '';
    const link = { certificate, issuer, at: options.at, purpose };
    return [
      {
        title: text(
          `证书“${certificate.subject.text}”由“${issuer.subject.text}”签发，在所判断的时间有效`,
          `The certificate "${certificate.subject.text}" was issued by "${issuer.subject.text}" and valid at the time judged`,
        ),
        command: linkCommand(link, `${options.name}-link${index}`, options.names),
        holds: true,
      },
    ];
  });
  return joinParts([
    { files: path.map((each) => pemFile(each, options.names)), steps: links },
    ...listParts(path, options),
  ]);
}

function listParts(path: CertificatePath, { inputs, name, names }: PathOptions): PackagePart[] {
  const { revocationLists, ocspResponses = [] } = inputs.trust;
  const context = { ...inputs, ocspResponses };
  return pathRevocation(path, revocationLists, context).flatMap(({ certificate, status }, index) => {
    const issuer = path[index + 1];
    if (issuer === undefined) return [];
    const ofIssuer = revocationLists.filter((list) => equalBytes(list.issuer.raw, issuer.subject.raw));
    const naming = ofIssuer.find(({ entries }) => entries.get(certificate.serial) !== undefined);
    const list = status.state === 'good' ? status.list : status.state === 'revoked' ? naming : undefined;
    if ((list === undefined || list === null) && status.state !== 'unknown') {
      // An OCSP response has decided.
      return ocspResponses.map((response, place) =>
        ocspPart({ certificate, issuer, response }, `${name}-ocsp${index}-${place}`, inputs.engine, names),
      );
    }
    if (list === undefined || list === null) return [];
    const isNamed = status.state === 'revoked';
    return [listPart({ certificate, issuer, list, isNamed }, `${name}-list${index}`, names)];
  });
}

interface ListedCertificate {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly list: RevocationList;
  /** Whether the list names the certificate. */
  readonly isNamed: boolean;
}

function listPart(
  { certificate, issuer, list, isNamed }: ListedCertificate,
  name: string,
  names: PackageNames,
): PackagePart {
  const path = names.list(list.raw);
  const serial = certificate.serial.replace(/^(00)+(?=.)/, '');
  const said = list.thisUpdate.toISOString().slice(0, 10);
  const search = `openssl crl -inform DER -in ${path} -noout -text > ${WORK}/${name}.txt && `;
  const grep = `grep -qi "Serial Number: *${serial}$" ${WORK}/${name}.txt`;
  return {
    files: [{ path, bytes: list.raw }, pemFile(issuer, names)],
    steps: [
      {
        title: text(
          `${said} 的撤销列表由“${issuer.subject.text}”签名`,
          `The revocation list of ${said} is signed by "${issuer.subject.text}"`,
        ),
        command: listSignature(list, issuer, name, names),
        holds: true,
      },
      {
        title: isNamed
          ? text(`该列表列有证书 ${serial}`, `The list names the certificate ${serial}`)
          : text(`该列表没有列出证书 ${serial}`, `The list does not name the certificate ${serial}`),
        command: isNamed ? `${search}${grep}` : `${search}! ${grep}`,
        holds: true,
      },
    ],
  };
}

/**
 * `openssl crl` ignores the identity of an SM2 signer, and OpenSSL knows SHA-3 in no certificate or list: there the parts
 * are cut out and checked one by one.
 */
function listSignature(list: RevocationList, issuer: Certificate, name: string, names: PackageNames): string {
  const path = names.list(list.raw);
  return isReadBySteps(list, issuer)
    ? signatureBySteps(list, issuer, { path, name }, names)
    : `openssl crl -inform DER -in ${path} -CAfile ${names.pem(issuer)} -noout -verify`;
}

function linkCommand(
  { certificate, issuer, at, purpose }: Parameters<typeof issuedBy>[0],
  name: string,
  names: PackageNames,
): string {
  if (issuer.publicKey.sm2 !== null || !isReadBySteps(certificate, issuer)) {
    return issuedBy({ certificate, issuer, at, purpose }, names);
  }
  const path = `${WORK}/${name}.cer`;
  const der = `openssl x509 -in ${names.pem(certificate)} -outform DER -out ${path}`;
  return `${der} && ${signatureBySteps(certificate, issuer, { path, name }, names)}`;
}

const SHA3: ReadonlySet<string> = new Set([
  DIGEST_OID.sha3With224,
  DIGEST_OID.sha3With256,
  DIGEST_OID.sha3With384,
  DIGEST_OID.sha3With512,
]);

function isReadBySteps(signed: SignedStructure, issuer: Certificate): boolean {
  if (issuer.publicKey.sm2 !== null) return true;
  const scheme = schemeOf(algorithmOf(signed), null);
  return scheme !== null && scheme.kind !== 'ed25519' && SHA3.has(scheme.digest);
}

const algorithmOf = ({ algorithmRaw }: SignedStructure): AlgorithmIdentifier =>
  decodeAlgorithmIdentifier(readDer(algorithmRaw, 'signatureAlgorithm'));

function signatureBySteps(
  signed: SignedStructure,
  issuer: Certificate,
  { path, name }: { readonly path: string; readonly name: string },
  names: PackageNames,
): string {
  const files = { message: `${WORK}/${name}.tbs`, signature: `${WORK}/${name}.sig`, name };
  return [
    cutOut(path, offsetIn(signed.raw, signed.signedBytes), `${name}.tbs`),
    cutOut(path, elementOffset(signed.raw, signed.signature, 1), `${name}.sig`),
    checkValue({ signature: algorithmOf(signed), digest: null }, issuer, files, names),
  ].join(' && ');
}
