import type { AppError } from '../../shared/errors.ts';
import type { TokenSnapshot } from '../../shared/model/token.ts';
import type { Result } from '../../shared/result.ts';

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
  /** Null signs in the held login of an earlier request; fails with PIN_REQUIRED without one. */
  readonly pin: Uint8Array | null;
  /** How long the key may stay logged in for further signatures, at most HOLD_PIN_MS; without a PIN, from now on. */
  readonly holdMs?: number;
  /** A head of the register, which the token keeps with the signature where it can. */
  readonly head?: HeadToKeep;
}

/** What a token is to keep in the place of what it has kept under the label before. */
export interface HeadToKeep {
  readonly label: string;
  /** UTF-8; the signature follows it in hexadecimal. */
  readonly text: Uint8Array;
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
  /** Whether the token keeps the head as asked; absent where nothing was asked. */
  readonly headKept?: boolean;
}

/**
 * Keys as use cases see them. A call takes one request, which names the module and the token. No call logs in but
 * those that take a PIN; the caller zeroes the PIN.
 */
export interface TokenPort {
  list(): Promise<TokenListing>;
  /** The caller checks the signature against the certificate before it is used. */
  signDigest(request: DigestSignRequest): Promise<Result<TokenSignature>>;
}

/** Ends the held logins of requests with `holdMs`. */
export interface HeldLoginPort {
  dropLogin(place: Pick<TokenAddress, 'module'>): Promise<Result<null>>;
}

/** A request to a token that takes the user's PIN. */
export interface WithPin extends TokenAddress {
  readonly pin: Uint8Array;
}

/** The life of a token's PIN. Nothing is tried twice; the caller zeroes every PIN. */
export interface PinPort {
  /** Changes the user's PIN; a wrong old one costs a try. */
  changePin(request: WithPin & { readonly newPin: Uint8Array }): Promise<Result<null>>;
  /** Sets a new user PIN by the SO PIN, which also unlocks it; a wrong SO PIN costs one of its own tries. */
  unblockPin(
    request: TokenAddress & { readonly soPin: Uint8Array; readonly newPin: Uint8Array },
  ): Promise<Result<null>>;
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
  prepareReset(request: TokenAddress & ResetCredential): Promise<Result<Uint8Array | null>>;
  /**
   * Sets the PIN, which unlocks it, and then replaces the SO PIN by the prepared one. The caller zeroes the PIN;
   * it is null when it is set already.
   */
  performReset(request: TokenAddress & { readonly newPin: Uint8Array | null }): Promise<Result<ResetOutcome>>;
}

/** Setting up a token: what the demonstration world needs now, and enrolment later. */
export interface TokenSetupPort extends TokenPort, PinPort {
  /** C_InitToken on the module's first uninitialised slot, then C_InitPIN. @returns the new token's serial */
  initialise(request: {
    readonly module: string;
    readonly label: string;
    readonly soPin: Uint8Array;
    readonly pin: Uint8Array;
  }): Promise<Result<string>>;
  /** Generates an SM2 key pair on the token. @returns the public point, 65 bytes */
  generateKeyPair(request: WithPin & NewObject): Promise<Result<Uint8Array>>;
  /** Fails with DER_INVALID where the certificate cannot be read. */
  storeCertificate(request: WithPin & NewObject & { readonly der: Uint8Array }): Promise<Result<null>>;
  storeData(
    request: WithPin & { readonly label: string; readonly application: string; readonly value: Uint8Array },
  ): Promise<Result<null>>;
}

/** What names a key pair or certificate on a token. */
interface NewObject {
  /** CKA_ID */
  readonly id: Uint8Array;
  readonly label: string;
}

/** An SM2 key pair on a token, whether or not it has a certificate. */
export interface TokenKeyPair {
  /** CKA_ID */
  readonly id: Uint8Array;
  readonly label: string;
  /** 65 bytes */
  readonly publicKey: Uint8Array;
}

export interface RequestSignRequest extends WithPin {
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
  signRequest(request: RequestSignRequest): Promise<Result<TokenSignature>>;
}

export interface StandardSignRequest extends WithPin {
  /** DER of the certificate whose key signs. */
  readonly certificate: Uint8Array;
  readonly kind: 'rsa' | 'ec';
  /** DigestInfo for RSA (the token pads it), the hash itself for EC. */
  readonly input: Uint8Array;
}

/** Keys that make ordinary signatures. */
export interface StandardSigningPort {
  /** @returns the RSA value, or r ‖ s; the caller checks it against the certificate */
  signStandard(request: StandardSignRequest): Promise<Result<Uint8Array>>;
}
