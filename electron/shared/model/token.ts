import type { AppError, ErrorCode } from '../errors.ts';
import type { SealStanding } from './seal-standing.ts';

/** The state of a PIN as PKCS#11 (flags only) or SKF (a number) gives it; null if it gives nothing. */
export interface PinState {
  /** Tries left. Over PKCS#11 only 1 (CKF_USER_PIN_FINAL_TRY) and 0 (CKF_USER_PIN_LOCKED) are numbers. */
  readonly triesLeft: number | null;
  readonly countLow: boolean;
  readonly finalTry: boolean;
  readonly locked: boolean;
  /** False if no PIN was ever set (CKF_USER_PIN_INITIALIZED is absent). */
  readonly isSet: boolean;
  /** True for an initial PIN that its holder must change (CKF_USER_PIN_TO_BE_CHANGED, SKF's default PIN). */
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
  /** The reason why it cannot sign; null if it can. */
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
  /** True for a seal of a former certificate or one replaced since (历史): it is shown but never used again. */
  readonly history: boolean;
  readonly reason: ErrorCode | null;
  /** The standing by platform and rules; absent if they were not asked. */
  readonly standing?: SealStanding;
}

export type TokenState =
  'ready' | 'pinLocked' | 'pinNotSet' | 'pinMustChange' | 'notInitialised' | 'noCertificate' | 'failed';

/** A driver that shows a key. */
export interface KeyDriver {
  /** Path of the module. */
  readonly module: string;
  readonly kind: 'pkcs11' | 'skf';
  /** The serial number under which it shows the key; PKCS#11 may cut it. */
  readonly serial: string;
}

/** The drivers of a key that several show. */
export interface KeyDrivers {
  /** True if the person chose the one in use, false if the rule did. */
  readonly isChosen: boolean;
  /** Those that are not in use. */
  readonly others: readonly KeyDriver[];
}

export interface TokenInfo {
  /** Path of the module that is used for it. */
  readonly module: string;
  readonly kind: 'pkcs11' | 'skf';
  readonly slot: number;
  readonly label: string;
  readonly serial: string;
  readonly manufacturer: string;
  readonly state: TokenState;
  readonly pin: PinState;
  /** The state of the PIN that unblocks the other one: 管理员 PIN. */
  readonly soPin: PinState;
  readonly certificates: readonly CertificateInfo[];
  readonly seals: readonly SealInfo[];
  /** Absent if one driver alone shows the key. */
  readonly drivers?: KeyDrivers;
}

/** The tokens that one look at all modules found. */
export interface TokenView {
  readonly tokens: readonly TokenInfo[];
  readonly failures: readonly { readonly module: string; readonly error: AppError }[];
}

/** Why a driver shows no token while it has yet to answer for the first time. */
export const AWAITED: AppError = { code: 'TOKEN_TIMEOUT', details: { waiting: true } };

/** Tells whether an error is {@link AWAITED}: its driver did not fail. */
export function isAwaited({ details }: AppError): boolean {
  return details?.['waiting'] === true;
}

/** The end of a token host: `crashed` by itself, `timedOut` because a call took too long. */
export interface TokenHostEnd {
  /** Path of the module that it served. */
  readonly module: string;
  readonly cause: 'crashed' | 'timedOut';
}

/** The error code whose text explains a token's state and the next step; null if nothing has to be done. */
export const OBSTACLE_OF_STATE: Readonly<Record<TokenState, ErrorCode | null>> = {
  ready: null,
  pinLocked: 'PIN_LOCKED',
  pinNotSet: 'PIN_NOT_SET',
  pinMustChange: 'PIN_MUST_CHANGE',
  notInitialised: 'TOKEN_NOT_INITIALISED',
  noCertificate: 'TOKEN_NO_CERTIFICATE',
  failed: 'TOKEN_FAILURE',
};

/** A certificate on a token. */
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

/** The content of a slot as one look without login shows it. */
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
  /** Name of the vendor profile for SM2 signatures; null if none fits, and then none can be made. */
  readonly profile?: string | null;
  /** Absent if one driver alone shows the key. */
  readonly drivers?: KeyDrivers;
}
