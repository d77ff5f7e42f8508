import {
  writeElement,
  writeExplicit,
  writeInteger,
  writeSequence,
  writeTime,
  writeUnsigned,
} from '../asn1/der-writer.ts';
import { EXTENSION_OID } from '../asn1/oids.ts';
import { TAG } from '../asn1/tags.ts';
import type { MessageSigner } from '../sm/software-signer.ts';
import { encodeExtensions, type Extension } from './extension.ts';
import { authorityKeyIdentifierExtension } from './key-identifiers.ts';
import { encodeName, type NameAttribute } from './name.ts';
import { encodeAlgorithm, encodeSigned } from './signed-structure.ts';

export interface RevocationListInput {
  readonly issuer: readonly NameAttribute[];
  readonly issuerKeyIdentifier: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly number: number;
  /** Beside the number and the issuer's key identifier, such as a scope. */
  readonly extensions?: readonly Extension[];
  readonly revoked: readonly {
    /** As in the certificate: unsigned, most significant octet first. */
    readonly serial: Uint8Array;
    readonly revokedAt: Date;
    /** CRLReason (RFC 5280 §5.3.1) */
    readonly reason: number;
  }[];
}

/** A version 2 revocation list signed with SM2. */
export async function buildRevocationList(
  input: RevocationListInput,
  sign: MessageSigner,
): Promise<Uint8Array> {
  const entries = input.revoked.map(encodeEntry);
  const extensions = [
    authorityKeyIdentifierExtension(input.issuerKeyIdentifier),
    { id: EXTENSION_OID.crlNumber, critical: false, value: writeInteger(input.number) },
    ...(input.extensions ?? []),
  ];
  const toBeSigned = writeSequence(
    writeInteger(1),
    encodeAlgorithm(),
    encodeName(input.issuer),
    writeTime(input.thisUpdate),
    writeTime(input.nextUpdate),
    ...(entries.length > 0 ? [writeSequence(...entries)] : []),
    writeExplicit(0, encodeExtensions(extensions)),
  );
  return encodeSigned(toBeSigned, await sign(toBeSigned));
}

/** RFC 5280 §5.3.1: reason 0 is left out. */
function encodeEntry(entry: RevocationListInput['revoked'][number]): Uint8Array {
  const reason = writeElement(TAG.enumerated, Uint8Array.of(entry.reason));
  const extensions = encodeExtensions([{ id: EXTENSION_OID.reasonCode, critical: false, value: reason }]);
  return writeSequence(
    writeUnsigned(entry.serial),
    writeTime(entry.revokedAt),
    ...(entry.reason === 0 ? [] : [extensions]),
  );
}
