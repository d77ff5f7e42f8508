import { equalBytes } from '../../core/bytes/byte-arrays.ts';
import { toHex, utf8Bytes } from '../../core/bytes/encodings.ts';
import { DEFAULT_SIGNER_ID, type SmEngine } from '../../core/sm/engine.ts';
import { signatureOrNull } from '../../core/sm/message-signature.ts';
import { encodeSignature } from '../../core/sm/signature-encoding.ts';
import { encodePem } from '../../core/x509/pem.ts';
import type { Certificate } from '../../core/x509/certificate.ts';
import type { PartFile } from '../packages/package-part.ts';

/** OpenSSL knows no default identity of a signer (GM/T 0009-2012 §10). */
const IDENTITY = `distid:${DEFAULT_SIGNER_ID}`;

/** The document in a package, by its format. */
export const DOCUMENT_PATHS = { pdf: 'document.pdf', ofd: 'document.ofd' } as const;

/** The folder for what commands write. */
export const WORK = 'work';

/** Writes the hash of a file, or of what comes over a pipe if there is none, as 64 hexadecimal digits. */
export const hashOf = (algorithm: 'sm3' | 'sha256', path = ''): string =>
  `openssl dgst -${algorithm} -r ${path}`.trimEnd() + ' | cut -c1-64';

/** Compares the output of a command with a text. */
export const equals = (command: string, text: string): string => `test "$(${command})" = ${text}`;

/** Cuts the content of the element at an offset out of a DER file, into a file of that name among what commands write. */
export function cutOut(der: string, offset: number, name: string): string {
  return `openssl asn1parse -inform DER -in ${der} -strparse ${offset} -noout -out ${WORK}/${name}`;
}

/** Does so, and compares it with another file. */
export function cutIs(der: string, offset: number, name: string, file: string): string {
  return `${cutOut(der, offset, name)} && cmp ${WORK}/${name} ${file}`;
}

/** Returns a signature value as OpenSSL reads it; null for one that is no SM2 signature. */
export function openSslSignature(signature: Uint8Array): Uint8Array | null {
  const decoded = signatureOrNull(signature);
  return decoded === null ? null : encodeSignature(decoded.value);
}

/** Checks an SM2 signature over a file by the key of a certificate in PEM. */
export function sm2Verify(certificate: string, message: string, signature: string, name: string): string {
  return [
    `openssl x509 -in ${certificate} -noout -pubkey > ${WORK}/${name}.pub`,
    `openssl pkeyutl -verify -rawin -digest sm3 -pkeyopt ${IDENTITY} -pubin -inkey ${WORK}/${name}.pub -in ${message} -sigfile ${signature}`,
  ].join(' && ');
}

/** A certificate of which only the DER counts. */
type Encoded = Pick<Certificate, 'raw'>;

/** The paths of certificates and lists in a package: each is named by the beginning of its SM3. */
export interface PackageNames {
  pem(certificate: Encoded): string;
  list(raw: Uint8Array): string;
  /** @param raw the signed part of an OCSP response */
  ocsp(raw: Uint8Array): string;
}

/** Names certificates and lists. */
export function packageNames(engine: Pick<SmEngine, 'sm3'>): PackageNames {
  /** A list may have a million entries, and is named for every certificate that it speaks of. */
  const known = new WeakMap<Uint8Array, string>();
  const nameOf = (raw: Uint8Array): string => {
    const name = known.get(raw) ?? toHex(engine.sm3(raw)).slice(0, 16);
    known.set(raw, name);
    return name;
  };
  return {
    pem: ({ raw }) => `certificates/${nameOf(raw)}.pem`,
    list: (raw) => `lists/${nameOf(raw)}.crl`,
    ocsp: (raw) => `ocsp/${nameOf(raw)}.ors`,
  };
}

/** A certificate as a file of a package. */
export function pemFile(certificate: Encoded, names: PackageNames): PartFile {
  return { path: names.pem(certificate), bytes: utf8Bytes(encodePem('CERTIFICATE', certificate.raw)) };
}

interface Link {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  /** The instant at which the certificate has to be valid. */
  readonly at: Date;
  /** Its use, as `openssl verify -purpose` calls it; '' for any. */
  readonly purpose: string;
}

/** Checks that one certificate has issued another and that this one was valid at a time. */
export function issuedBy({ certificate, issuer, at, purpose }: Link, names: PackageNames): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const identity = issuer.publicKey.sm2 === null ? '' : ` -vfyopt ${IDENTITY}`;
  const wanted = purpose === '' ? '' : ` -purpose ${purpose}`;
  return `openssl verify -partial_chain -attime ${seconds}${identity}${wanted} -CAfile ${names.pem(issuer)} ${names.pem(certificate)}`;
}

/**
 * Finds where bytes stand in others.
 * @throws Error if they do not: whoever asks has taken them from there
 */
export function offsetIn(whole: Uint8Array, part: Uint8Array): number {
  const found = offsetOrNull(whole, part);
  if (found === null) throw new Error('the part is not in the whole');
  return found;
}

/** Finds where bytes stand in others; null if they do not: CMS that is no DER is looked at in another form. */
export function offsetOrNull(whole: Uint8Array, part: Uint8Array): number | null {
  const [first] = part;
  for (let at = 0; first !== undefined && at + part.length <= whole.length; at += 1) {
    if (whole[at] === first && equalBytes(whole.subarray(at, at + part.length), part)) return at;
  }
  return null;
}

/** Finds the element whose content is the bytes given, after `unused` octets before them (1 in a BIT STRING). */
export function elementOffset(whole: Uint8Array, content: Uint8Array, unused: 0 | 1 = 0): number {
  const length = content.length + unused;
  const octets = length < 0x80 ? 0 : Math.ceil(length.toString(16).length / 2);
  return offsetIn(whole, content) - unused - octets - 2;
}
