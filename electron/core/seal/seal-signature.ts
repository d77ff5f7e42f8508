import type { ExtensionData } from './extension-datas.ts';
import type { Seal } from './seal.ts';

/** A seal signature (SES_Signature) of any version, as it was read. */
export interface SealSignature {
  /** The signature's own layout: two elements are GM/T 0031-2014, else as the seal says. */
  readonly format: 'ses-v1' | 'ses-v4' | 'ses-v5';
  /** TBS_Sign.version as written; unreliable. */
  readonly version: number;
  readonly seal: Seal;
  /** What the signer claims; null where timeInfo holds a time-stamp token or no readable time. */
  readonly signedAt: Date | null;
  /** SM3 over the protected range, without Z. */
  readonly dataHash: Uint8Array;
  readonly propertyInfo: string;
  readonly extensions: readonly ExtensionData[];
  /** The signer's certificate, DER. */
  readonly signerCertificate: Uint8Array;
  readonly signatureAlgorithm: string;
  /** TBS_Sign as it stands in the input. */
  readonly signedBytes: Uint8Array;
  readonly signature: Uint8Array;
  /** RFC 3161 token: over the signature value since V4, in timeInfo before. */
  readonly timeStamp: Uint8Array | null;
}
