import type { SealContent } from './seal-info.ts';

/** The layout: 1 is GM/T 0031-2014 (versions 1 to 3), 4 GB/T 38540-2020, 5 GM/T 0031-2025. */
export type SealVersion = 1 | 4 | 5;

/** A seal of any version, as it was read. */
export interface Seal extends SealContent {
  readonly version: SealVersion;
  /** The maker's (制章者) certificate, DER. */
  readonly makerCertificate: Uint8Array;
  readonly signatureAlgorithm: string;
  /** What the maker's signature covers: original bytes, never a re-encoding. */
  readonly signedBytes: Uint8Array;
  /** The maker's signature value: DER SM2Signature, or 64 bytes r ‖ s. */
  readonly signature: Uint8Array;
  /** RFC 3161 token over the seal (version 5 only). */
  readonly timeStamp: Uint8Array | null;
  readonly raw: Uint8Array;
}
