import type { ByteSink, ByteSource } from '../core/bytes/byte-source.ts';
import type { AppError } from '../shared/errors.ts';
import type { TokenSnapshot } from '../shared/model/token-snapshot.ts';
import type { Result } from '../shared/result.ts';

/** A module that could not be asked, and why. */
export interface ModuleFailure {
  readonly module: string;
  readonly error: AppError;
}

export interface TokenListing {
  readonly tokens: readonly TokenSnapshot[];
  readonly failures: readonly ModuleFailure[];
}

export interface TokenAddress {
  readonly module: string;
  readonly serial: string;
}

export interface DigestSignRequest extends TokenAddress {
  /** DER of the certificate whose key signs; the key is found by the certificate's CKA_ID. */
  readonly certificate: Uint8Array;
  /** e = SM3(Z ‖ M), 32 bytes */
  readonly digest: Uint8Array;
  /** What e is the digest of, for keys that take no digest; such a key cannot sign without it. */
  readonly message?: SignedMessage;
  /** How long the key may stay logged in for further signatures, at most HOLD_PIN_MS. */
  readonly holdMs?: number;
}

/** The two parts of what is hashed, GB/T 32918.2 §6.1: some keys put Z before the message, some do not. */
export interface SignedMessage {
  /** Z of the signer, 32 bytes */
  readonly z: Uint8Array;
  /** M: of a seal, its TBS_Sign */
  readonly tbs: Uint8Array;
}

export interface TokenSignature {
  /** r ‖ s, 64 bytes; not yet checked against the certificate */
  readonly value: Uint8Array;
  /** Name of the vendor profile that it was made by; null where the interface needs none. */
  readonly profile: string | null;
  /** The key stays logged in as asked; absent where it does not. */
  readonly held?: boolean;
}

/** Keys as use cases see them. No call logs in but those that take a PIN; the caller zeroes the PIN. */
export interface TokenPort {
  list(): Promise<TokenListing>;
  /**
   * The caller checks the signature against the certificate before it is used.
   * @param pin null signs in the login that an earlier request left standing; fails with PIN_REQUIRED without one
   */
  signDigest(request: DigestSignRequest, pin: Uint8Array | null): Promise<Result<TokenSignature>>;
}

/** Ends the logins that requests with `holdMs` left standing. */
export interface HeldLoginPort {
  dropLogin(module: string): Promise<Result<null>>;
}

/** The life of a token's PIN. Nothing is tried twice; the caller zeroes every PIN. */
export interface PinPort {
  /** Changes the user's PIN; a wrong old one costs a try. */
  changePin(address: TokenAddress, pin: Uint8Array, newPin: Uint8Array): Promise<Result<null>>;
  /** Sets a new user PIN by the SO PIN, which also unlocks it; a wrong SO PIN costs one of its own tries. */
  unblockPin(address: TokenAddress, soPin: Uint8Array, newPin: Uint8Array): Promise<Result<null>>;
}

/** What the platform gives for the key pair of {@link PinResetPort.beginReset}. Nothing in it is in the clear. */
export interface ResetCredential {
  /** SM2Cipher (GM/T 0009-2012 §7.2), DER: the token's SO PIN */
  readonly encryptedSoPin: Uint8Array;
  /** The same for the SO PIN that an interrupted reset had prepared; null for a first one. */
  readonly encryptedPending: Uint8Array | null;
  /** Public key that the next SO PIN is encrypted for, 65 bytes */
  readonly escrowKey: Uint8Array;
  readonly expiresAtMs: number;
}

export interface ResetOutcome {
  /** The SO PIN that the token kept, for the escrow key, DER; null where it now has the prepared one. */
  readonly keptSoPin: Uint8Array | null;
  /** Why it kept it; the PIN is set all the same. */
  readonly refusal: AppError | null;
}

/**
 * A PIN reset by a credential of the platform, in three steps. The SO PINs are in the clear only where the module
 * is loaded, and only until the last step; when that process ends between two steps, the next one fails with
 * RESET_INTERRUPTED.
 */
export interface PinResetPort {
  /** @returns a public key that was made for this one reset, 65 bytes */
  beginReset(address: TokenAddress): Promise<Result<Uint8Array>>;
  /** @returns the token's next SO PIN for the escrow key, DER; null where the pending one remains the next */
  prepareReset(address: TokenAddress, credential: ResetCredential): Promise<Result<Uint8Array | null>>;
  /**
   * Sets the PIN, which unlocks it, and then replaces the SO PIN by the prepared one. The caller zeroes the PIN.
   * @param newPin null where the PIN is set already
   */
  performReset(address: TokenAddress, newPin: Uint8Array | null): Promise<Result<ResetOutcome>>;
}

/** Setting up a token: what the demonstration world needs now, and enrolment later. */
export interface TokenSetupPort extends TokenPort, PinPort {
  /** C_InitToken on the module's first uninitialised slot, then C_InitPIN. @returns the new token's serial */
  initialise(module: string, label: string, soPin: Uint8Array, pin: Uint8Array): Promise<Result<string>>;
  /** Generates an SM2 key pair on the token. @returns the public point, 65 bytes */
  generateKeyPair(
    address: TokenAddress,
    id: Uint8Array,
    label: string,
    pin: Uint8Array,
  ): Promise<Result<Uint8Array>>;
  storeCertificate(
    address: TokenAddress,
    id: Uint8Array,
    label: string,
    der: Uint8Array,
    pin: Uint8Array,
  ): Promise<Result<null>>;
  storeData(
    address: TokenAddress,
    label: string,
    application: string,
    value: Uint8Array,
    pin: Uint8Array,
  ): Promise<Result<null>>;
}

/** An SM2 key pair on a token, whether or not it has a certificate. */
export interface TokenKeyPair {
  /** CKA_ID */
  readonly id: Uint8Array;
  readonly label: string;
  /** 65 bytes */
  readonly publicKey: Uint8Array;
}

export interface RequestSignRequest extends TokenAddress {
  /** CKA_ID of the key, which has no certificate yet. */
  readonly keyId: Uint8Array;
  /** e = SM3(Z ‖ M), 32 bytes */
  readonly digest: Uint8Array;
  readonly message: SignedMessage;
}

/** What enrolment needs of a token. */
export interface EnrolmentPort extends TokenSetupPort {
  /** Without login. Fails with TOKEN_PROFILE_UNKNOWN where nobody knows the token's SM2 numbers. */
  keyPairs(address: TokenAddress): Promise<Result<readonly TokenKeyPair[]>>;
  /** Signs a certificate request. The caller checks the signature against the public key. */
  signRequest(request: RequestSignRequest, pin: Uint8Array): Promise<Result<TokenSignature>>;
}

export interface StandardSignRequest extends TokenAddress {
  /** DER of the certificate whose key signs. */
  readonly certificate: Uint8Array;
  readonly kind: 'rsa' | 'ec';
  /** DigestInfo for RSA (the token pads it), the hash itself for EC. */
  readonly input: Uint8Array;
}

/** Keys that make ordinary signatures. */
export interface StandardSigningPort {
  /** @returns the RSA value, or r ‖ s; the caller checks it against the certificate */
  signStandard(request: StandardSignRequest, pin: Uint8Array): Promise<Result<Uint8Array>>;
}

export interface Clock {
  now(): Date;
}

export type RandomBytes = (length: number) => Uint8Array;

/** Certificates and lists that the person trusts, as found in a folder. */
export interface TrustMaterial {
  /** DER of every certificate in the folder; self-signed ones are anchors. */
  readonly certificates: readonly Uint8Array[];
  /** DER of every certificate revocation list. */
  readonly crls: readonly Uint8Array[];
  /** Of each platform's trust list, DER: who is certified there, and who of them makes seals. */
  readonly makerLists?: readonly {
    readonly authorities: readonly Uint8Array[];
    readonly makers: readonly Uint8Array[];
  }[];
}

/** A file being read. `read` throws CodedError FILE_UNREADABLE. */
export interface OpenFile extends ByteSource {
  /** Who may read and write it, as the system has it in nine bits; the rest of the mode is left out. */
  readonly permissions: number;
  /** Returns true when the file still has the size and modification time that it was opened with. */
  unchanged(): boolean;
  close(): void;
}

/**
 * An output file in the making. It lies beside its final place under another name until `publish`; every
 * method throws CodedError (DISK_FULL, OUTPUT_UNWRITABLE).
 */
export interface Draft extends ByteSink {
  /** Overwrites bytes that were written before. */
  writeAt(offset: number, bytes: Uint8Array): void;
  /** Reads back what was written. */
  asSource(): ByteSource;
  /** Makes the draft durable and gives it its final name. Throws OUTPUT_EXISTS rather than replace a file. */
  publish(): void;
  /** Removes the draft. Safe to call at any time, also after `publish`, when it does nothing. */
  discard(): void;
}

/**
 * A file that somebody has opened and holds open: every reader sees the same content, whatever becomes of the path.
 * Plain data, which crosses the threads of a process; it counts for as long as its holder keeps it open.
 */
export interface HeldFile {
  /** Path under which it was opened. It names the file and is not read again. */
  readonly path: string;
  readonly descriptor: number;
  /** Bytes */
  readonly size: number;
  /** Of what the descriptor reads, in milliseconds since 1970, at the time of opening. */
  readonly modifiedAtMs: number;
  /** Of the file at the path, in nine bits, as in {@link OpenFile}. */
  readonly permissions: number;
}

/**
 * A document from its opening to its closing. Window, verifier and sealing read the same content: a private copy, or
 * the file itself held open.
 */
export interface OpenedDocument {
  /** The content, under the path of the original. */
  readonly file: HeldFile;
  /**
   * Throws FILE_CHANGED unless the path still leads to the very file that was opened, with its size and time of change,
   * and the content is the one that was opened.
   * @param sm3 of the content as it was read for sealing, hexadecimal; null compares the path alone
   */
  expectUnchanged(sm3: string | null): Promise<void>;
  /** Closes the file and removes the copy. Nobody may read the content afterwards. */
  close(): void;
}

/** A document to read: by its path, which is opened for this one piece of work, or held open by the caller. */
export type FileSource = string | HeldFile;

/** The path that a source was or will be opened under. */
export const pathOf = (source: FileSource): string => (typeof source === 'string' ? source : source.path);

/** Files as use cases see them. Synchronous: the engines that use it run off the window's threads. */
export interface FilePort {
  /**
   * Opens a path, or reads what the caller holds open; the latter stays open after `close`.
   * Throws FILE_NOT_FOUND, FILE_UNREADABLE.
   */
  open(source: FileSource): OpenFile;
  /**
   * Throws OUTPUT_EXISTS, OUTPUT_UNWRITABLE, DISK_FULL.
   * @param permissions of the file it is made from: nobody gets to read what was kept from them
   */
  createDraft(path: string, permissions: number): Draft;
}
