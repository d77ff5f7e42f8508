import type { Statement } from '../../core/platform/signed-statement.ts';
import type { PlatformTrust } from '../../core/platform/platform-statement.ts';
import type { PaperKind, ResetForm } from '../../shared/model/pin-reset.ts';
import type { ApplicationState } from '../../shared/model/seal-application.ts';
import type { Result } from '../../shared/result.ts';
import type { TokenInfo } from '../../shared/model/token-info.ts';
import type { Recorder } from '../register/acts-on-record.ts';
import type { PinLifePorts } from '../tokens/pin-life.ts';
import type { Clock, RandomBytes } from '../ports/clock.ts';
import type { PinResetPort } from '../ports/tokens.ts';
import type { ResetBook } from './reset-book.ts';

/** What the platform says of an application. Times are ISO 8601. */
export interface ResetAnswer {
  readonly number: string;
  readonly tokenSerial: string;
  readonly state: ApplicationState;
  /** SM3 of each paper that it has, hexadecimal, by the paper's id. */
  readonly papers: ReadonlyMap<string, string>;
  readonly createdAt: string;
  readonly submittedAt: string | null;
  readonly decidedAt: string | null;
  readonly decisionReason: string | null;
  readonly validUntil: string | null;
}

/** By what an application is read without a key. */
export interface ResetKey {
  readonly number: string;
  /** Given once, with the first answer. */
  readonly secret: string;
}

export interface SentPaper {
  readonly id: string;
  readonly kind: PaperKind;
  /** A PDF */
  readonly bytes: Uint8Array;
}

export interface ResetCompletion {
  readonly tokenSerial: string;
  readonly credentialId: string;
  /** The SO PIN that the token now has, for the escrow key, DER */
  readonly encryptedSoPin: Uint8Array;
}

/** A platform's part in PIN resets. Each call fails with the codes of the way to the platform. */
export interface PinResetApi {
  request(form: ResetForm, idempotencyKey: string): Promise<Result<{ answer: ResetAnswer; secret: string }>>;
  read(key: ResetKey): Promise<Result<ResetAnswer>>;
  withdraw(key: ResetKey): Promise<Result<ResetAnswer>>;
  /** Replaces a paper of the same id. */
  sendPaper(key: ResetKey, paper: SentPaper): Promise<Result<ResetAnswer>>;
  submit(key: ResetKey): Promise<Result<ResetAnswer>>;
  /**
   * @param recipientKey 65 bytes
   * @param pending the SO PIN that an interrupted reset had prepared, for the escrow key, DER; null for a first one
   */
  credential(key: ResetKey, recipientKey: Uint8Array, pending: Uint8Array | null): Promise<Result<Statement>>;
  complete(key: ResetKey, completion: ResetCompletion, idempotencyKey: string): Promise<Result<ResetAnswer>>;
}

/** The platforms that this computer knows, as far as PIN resets go. */
export interface ResetPlatforms {
  /** The platform that a seal belongs to; the first one where nothing names it, null where there is none. */
  platformOf(esId: string | null): Promise<string | null>;
  resetApi(platformId: string): PinResetApi | null;
  /** What its statements rest on; null where it is not known any more. */
  trustIn(platformId: string): PlatformTrust | null;
}

/** What stands on every page of a paper. */
export interface Watermark {
  /** 2026-11-22, as it is in China */
  readonly day: string;
  readonly number: string;
}

/** A person's file, read and found to be of a kind that is taken. */
export interface ReadPaper {
  /** Without its folder. */
  readonly name: string;
  readonly type: 'pdf' | 'jpeg' | 'png';
  readonly bytes: Uint8Array;
}

/** The papers of applications. The person's own files are only read. */
export interface PaperDesk {
  /** Fails with FILE_*, RESET_PAPER_TYPE or RESET_PAPER_TOO_LARGE. */
  read(path: string): Promise<Result<ReadPaper>>;
  /** A PDF with the watermark on every page. Fails with RESET_PAPER_*. */
  watermark(paper: ReadPaper, mark: Watermark): Promise<Result<{ pdf: Uint8Array; pages: number }>>;
  /** Keeps a watermarked paper where only this user can read it. */
  keep(number: string, paperId: string, pdf: Uint8Array): Promise<Result<null>>;
  /** Fails with FILE_NOT_FOUND where it is gone. */
  load(number: string, paperId: string): Promise<Result<Uint8Array>>;
  /** Deletes the papers of an application; none is no failure. */
  discard(number: string): Promise<void>;
}

/** Protects what is kept on disk from other users of the computer, as well as the system can. */
export interface SecretKeeper {
  protect(secret: string): string;
  /** Null where it was protected by somebody else. */
  reveal(kept: string): string | null;
}

export interface ResetPorts {
  readonly resets: ResetBook;
  readonly platforms: ResetPlatforms;
  readonly papers: PaperDesk;
  readonly secrets: SecretKeeper;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly sm3: (bytes: Uint8Array) => Uint8Array;
}

/** What setting the new PIN needs beside. */
export interface ResetKeyPorts extends Pick<PinLifePorts, 'policy' | 'history'> {
  readonly tokens: PinResetPort;
  /** Looks at the keys now. @returns null where the token is not plugged in */
  tokenOf(serial: string): Promise<TokenInfo | null>;
}
