import type { AppError, ErrorCode } from '../errors.ts';
import type { SealStanding } from './seal-standing.ts';

/** What PKCS#11 (flags only) or SKF (a number) tells of the PIN; null where it tells nothing. */
export interface PinState {
  /** Tries left. Over PKCS#11 only 1 (CKF_USER_PIN_FINAL_TRY) and 0 (CKF_USER_PIN_LOCKED) are numbers. */
  readonly triesLeft: number | null;
  readonly countLow: boolean;
  readonly finalTry: boolean;
  readonly locked: boolean;
  /** False where no PIN was ever set (CKF_USER_PIN_INITIALIZED is absent). */
  readonly isSet: boolean;
  /** An initial PIN that its holder has still to change (CKF_USER_PIN_TO_BE_CHANGED, SKF's default PIN). */
  readonly mustChange: boolean;
}

export interface CertificateInfo {
  readonly subject: string;
  readonly serial: string;
  readonly algorithm: string;
  /** ISO 8601 */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly usable: boolean;
  /** Why it cannot sign; null where it can. */
  readonly reason: ErrorCode | null;
}

export interface SealInfo {
  readonly esId: string;
  readonly name: string;
  /** SES_ESPropertyInfo.type: 1 organisation, 2 person */
  readonly kind: 'organisation' | 'person';
  readonly tokenSerial: string;
  /** ISO 8601 */
  readonly validFrom: string;
  readonly validTo: string;
  readonly widthMm: number;
  readonly heightMm: number;
  /** Lower case: png, jpg, gif, bmp. */
  readonly pictureType: string;
  readonly picture: Uint8Array;
  readonly usable: boolean;
  /** Of a former certificate or replaced since: kept in sight (历史), never to be used again. */
  readonly history: boolean;
  readonly reason: ErrorCode | null;
  /** What the platform and the rules say of it now; absent where they were not asked. */
  readonly standing?: SealStanding;
}

export type TokenState =
  'ready' | 'pinLocked' | 'pinNotSet' | 'pinMustChange' | 'notInitialised' | 'noCertificate' | 'failed';

export interface TokenInfo {
  /** Path of the module that shows it. */
  readonly module: string;
  readonly kind: 'pkcs11' | 'skf';
  readonly slot: number;
  readonly label: string;
  readonly serial: string;
  readonly manufacturer: string;
  readonly state: TokenState;
  readonly pin: PinState;
  /** Of the PIN that unblocks the other one: 管理员 PIN. */
  readonly soPin: PinState;
  readonly certificates: readonly CertificateInfo[];
  readonly seals: readonly SealInfo[];
}

/** The keys as one look at all modules found them. */
export interface TokenView {
  readonly tokens: readonly TokenInfo[];
  readonly failures: readonly { readonly module: string; readonly error: AppError }[];
}

/** What went on in a token host that ended: `crashed` by itself, `timedOut` because a call took too long. */
export interface TokenHostEnd {
  /** Path of the module that it served. */
  readonly module: string;
  readonly cause: 'crashed' | 'timedOut';
}

/** The code whose text says what a token's state means and what to do next; null where nothing is to be done. */
export const OBSTACLE_OF_STATE: Readonly<Record<TokenState, ErrorCode | null>> = {
  ready: null,
  pinLocked: 'PIN_LOCKED',
  pinNotSet: 'PIN_NOT_SET',
  pinMustChange: 'PIN_MUST_CHANGE',
  notInitialised: 'TOKEN_NOT_INITIALISED',
  noCertificate: 'TOKEN_NO_CERTIFICATE',
  failed: 'TOKEN_FAILURE',
};

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
