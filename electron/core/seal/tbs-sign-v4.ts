import { membersOf, type DerElement } from '../asn1/der-reader.ts';
import {
  writeBitString,
  writeGeneralizedTime,
  writeIa5String,
  writeInteger,
  writeSequence,
} from '../asn1/der-writer.ts';
import { explicitTag, TAG } from '../asn1/tags.ts';
import { ia5TextOf } from '../asn1/text.ts';
import { generalizedTimeOf } from '../asn1/time.ts';
import { bitStringOctetsOf, smallIntegerOf } from '../asn1/values.ts';
import { decodeSealElement } from './decode-seal.ts';
import type { ExtensionData } from './extension-datas.ts';
import { decodeTaggedExtensions } from './seal-info.ts';
import type { Seal } from './seal.ts';

/**
 * GB/T 38540-2020 (version 4), what the signer signs
 * TBS_Sign ::= SEQUENCE {
 *   version      INTEGER,
 *   eseal        SESeal,
 *   timeInfo     GeneralizedTime,
 *   dataHash     BIT STRING,
 *   propertyInfo IA5String,
 *   extDatas     [0] ExtensionDatas OPTIONAL }
 */
export interface TbsSign {
  readonly version: number;
  readonly seal: Seal;
  readonly signedAt: Date;
  readonly dataHash: Uint8Array;
  readonly propertyInfo: string;
  readonly extensions: readonly ExtensionData[];
}

export interface TbsSignInput {
  /** That of the seal: 4, or 5 around a seal of GM/T 0031-2025, whose TBS_Sign differs in the number alone. */
  readonly version?: 4 | 5;
  /** The seal's own bytes. */
  readonly seal: Uint8Array;
  readonly signedAt: Date;
  /** SM3 over the protected range, 32 bytes */
  readonly dataHash: Uint8Array;
  /** ASCII that names the protected range. */
  readonly propertyInfo: string;
}

const WHAT = 'TBS_Sign';
const DEFAULT_VERSION = 4;

export function decodeTbsSignV4(element: DerElement): TbsSign {
  const members = membersOf(element, WHAT);
  const version = smallIntegerOf(members.next(TAG.integer), 'TBS_Sign.version');
  const seal = decodeSealElement(members.next(TAG.sequence));
  const signedAt = generalizedTimeOf(members.next(TAG.generalizedTime), 'TBS_Sign.timeInfo');
  const dataHash = bitStringOctetsOf(members.next(TAG.bitString), 'TBS_Sign.dataHash');
  const propertyInfo = ia5TextOf(members.next(TAG.ia5String), 'TBS_Sign.propertyInfo');
  const tagged = members.optional(explicitTag(0));
  members.end();
  const extensions = tagged === undefined ? [] : decodeTaggedExtensions(tagged);
  return { version, seal, signedAt, dataHash, propertyInfo, extensions };
}

export function encodeTbsSignV4(input: TbsSignInput): Uint8Array {
  return writeSequence(
    writeInteger(input.version ?? DEFAULT_VERSION),
    input.seal,
    writeGeneralizedTime(input.signedAt),
    writeBitString(input.dataHash),
    writeIa5String(input.propertyInfo),
  );
}
