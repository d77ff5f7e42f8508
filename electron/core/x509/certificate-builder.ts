import {
  writeElement,
  writeExplicit,
  writeInteger,
  writeSequence,
  writeTime,
  writeUnsigned,
} from '../asn1/der-writer.ts';
import type { Sm2PublicKey } from '../sm/engine.ts';
import type { MessageSigner } from '../sm/software-signer.ts';
import { encodeExtensions, type Extension } from './extension.ts';
import { encodeName, type NameAttribute } from './name.ts';
import { encodePublicKey } from './public-key.ts';
import { encodeAlgorithm, encodeSigned } from './signed-structure.ts';

export interface CertificateInput {
  /** From the least specific attribute (C) to the most specific (CN). */
  readonly subject: readonly NameAttribute[];
  readonly issuer: readonly NameAttribute[];
  /** Unsigned, most significant octet first, at most 20 (RFC 5280 §4.1.2.2). */
  readonly serial: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: Sm2PublicKey;
  readonly extensions: readonly Extension[];
}

/** An X.509 v3 certificate signed with SM2. @param sign the issuer's signer */
export async function buildCertificate(input: CertificateInput, sign: MessageSigner): Promise<Uint8Array> {
  const toBeSigned = writeSequence(
    writeExplicit(0, writeInteger(2)),
    writeUnsigned(input.serial),
    encodeAlgorithm(),
    encodeName(input.issuer),
    writeSequence(writeTime(input.notBefore), writeTime(input.notAfter)),
    encodeName(input.subject),
    encodePublicKey(input.publicKey),
    ...(input.extensions.length > 0 ? [writeExplicit(3, encodeExtensions(input.extensions))] : []),
  );
  return encodeSigned(toBeSigned, await sign(toBeSigned));
}

/**
 * A PKCS#10 certificate request (RFC 2986) signed with SM2.
 * @param subject by its attributes, or DER as another certificate of the holder has it
 * @param sign the signer of the key that the certificate is asked for
 */
export async function buildCertificateRequest(
  subject: readonly NameAttribute[] | Uint8Array,
  publicKey: Sm2PublicKey,
  sign: MessageSigner,
): Promise<Uint8Array> {
  const noAttributes = writeElement(0xa0);
  const toBeSigned = writeSequence(
    writeInteger(0),
    subject instanceof Uint8Array ? subject : encodeName(subject),
    encodePublicKey(publicKey),
    noAttributes,
  );
  return encodeSigned(toBeSigned, await sign(toBeSigned));
}
