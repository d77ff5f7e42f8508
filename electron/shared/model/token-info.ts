import type { ErrorCode } from '../errors.ts';
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
