import type { PinState } from './token-info.ts';

/** A certificate as it lies on a token. */
export interface StoredCertificate {
  /** CKA_ID, which the matching key shares. */
  readonly id: Uint8Array;
  readonly label: string;
  /** X.509 certificate, DER */
  readonly der: Uint8Array;
}

/** A data object (CKO_DATA), in which tokens keep seals. */
export interface StoredData {
  readonly label: string;
  /** CKA_APPLICATION */
  readonly application: string;
  readonly value: Uint8Array;
}

/** What one look at a slot without login shows. */
export interface TokenSnapshot {
  readonly module: string;
  readonly kind: 'pkcs11' | 'skf';
  readonly slot: number;
  readonly label: string;
  readonly serial: string;
  readonly manufacturer: string;
  readonly initialised: boolean;
  readonly pin: PinState;
  readonly soPin: PinState;
  readonly certificates: readonly StoredCertificate[];
  readonly data: readonly StoredData[];
}
