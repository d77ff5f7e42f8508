import { membersOf, type DerElement } from '../asn1/der-reader.ts';
import {
  writeBitString,
  writeObjectIdentifier,
  writeOctetString,
  writeSequence,
} from '../asn1/der-writer.ts';
import { objectIdentifierOf } from '../asn1/object-identifier.ts';
import { SM_OID } from '../asn1/oids.ts';
import { TAG } from '../asn1/tags.ts';
import { bitStringOctetsOf, octetsOf } from '../asn1/values.ts';
import { encodeSignature } from '../sm/signature-encoding.ts';
import type { SealSignature } from './seal-signature.ts';
import { decodeOptionalTimeStamp, encodeTimeStamp } from './tagged-bit-string.ts';
import { decodeTbsSignV4 } from './tbs-sign-v4.ts';

/**
 * GB/T 38540-2020 (version 4), the seal signature
 * SES_Signature ::= SEQUENCE {
 *   toSign         TBS_Sign,
 *   cert           OCTET STRING,          -- signer's certificate
 *   signatureAlgID OBJECT IDENTIFIER,
 *   signature      BIT STRING,            -- over DER(TBS_Sign)
 *   timeStamp      [0] BIT STRING OPTIONAL }   -- RFC 3161 token over the signature
 */
export function decodeSealSignatureV4(element: DerElement): SealSignature {
  const members = membersOf(element, 'SES_Signature');
  const toSign = members.next(TAG.sequence);
  const tbs = decodeTbsSignV4(toSign);
  const signerCertificate = octetsOf(members.next(TAG.octetString), 'SES_Signature.cert');
  const algorithm = members.next(TAG.objectIdentifier);
  const signature = bitStringOctetsOf(members.next(TAG.bitString), 'SES_Signature.signature');
  const timeStamp = decodeOptionalTimeStamp(members, 'SES_Signature.timeStamp');
  members.end();
  return {
    ...tbs,
    format: tbs.seal.version === 5 ? 'ses-v5' : 'ses-v4',
    signerCertificate,
    signatureAlgorithm: objectIdentifierOf(algorithm, 'SES_Signature.signatureAlgID'),
    signedBytes: toSign.raw,
    signature,
    timeStamp,
  };
}

export interface SealSignatureInput {
  /** What `encodeTbsSignV4` returned and the signer signed. */
  readonly tbsSign: Uint8Array;
  readonly signerCertificate: Uint8Array;
  /** r ‖ s, 64 bytes */
  readonly signature: Uint8Array;
  readonly timeStamp?: Uint8Array;
}

export function encodeSealSignatureV4(input: SealSignatureInput): Uint8Array {
  return writeSequence(
    input.tbsSign,
    writeOctetString(input.signerCertificate),
    writeObjectIdentifier(SM_OID.sm2WithSm3),
    writeBitString(encodeSignature(input.signature)),
    ...(input.timeStamp === undefined ? [] : [encodeTimeStamp(input.timeStamp)]),
  );
}
