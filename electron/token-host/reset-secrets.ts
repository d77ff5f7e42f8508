import { randomBytes } from 'node:crypto';
import type {
  moduleOperations,
  TokenAnswer,
  TokenRequest,
} from '../adapters/tokens/token-host-operations.ts';
import { drawPrivateKey } from '../core/sm/private-key.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import { decodeCipher, encodeCipher, decryptMessage, encryptMessage } from '../core/sm/sm2-encryption.ts';
import { CodedError, type ErrorCode } from '../shared/errors.ts';
import type { HandlersOn } from '../wire/server.ts';

/** The SO PINs of a reset. They are decrypted in this process alone and only during one call. */
export interface ResetSecrets {
  /** The token's SO PIN, according to the platform. */
  readonly present: Uint8Array;
  /** The next SO PIN of the token. The token may have it already after an interrupted reset. */
  readonly next: Uint8Array;
  readonly nextMayBeSet: boolean;
  /** Encrypts for the platform's escrow key. @returns SM2Cipher, DER */
  escrow(soPin: Uint8Array): Uint8Array;
}

interface Begun {
  readonly serial: string;
  readonly privateKey: Uint8Array;
  readonly engine: SmEngine;
}

interface Prepared extends ResetSecrets {
  readonly serial: string;
  readonly expiresAtMs: number;
}

const draw = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

/**
 * Keeps the secrets of a PIN reset between its three calls: one reset at a time, in memory, never on disk. When the
 * process ends they are lost, and the reset starts again with a new credential.
 */
class HeldResetSecrets {
  #begun: Begun | null = null;
  #prepared: Prepared | null = null;

  /** Makes a new key pair and forgets an earlier reset. @returns the public key, 65 bytes */
  async begin({ serial }: Pick<TokenRequest<'beginReset'>, 'serial'>): Promise<Uint8Array> {
    this.forget();
    // A host that lists keys or signs starts without it.
    const { loadSmEngine } = await import('../core/sm/load-engine.ts');
    const engine = await loadSmEngine();
    const privateKey = drawPrivateKey(draw);
    this.#begun = { serial, privateKey, engine };
    return engine.publicKeyOf(privateKey);
  }

  /**
   * Decrypts the credential and draws the next SO PIN.
   * @returns the next SO PIN encrypted for the escrow key, DER; null when the pending one remains the next
   * @throws RESET_INTERRUPTED when no key pair waits, RESET_CREDENTIAL_INVALID, RESET_CREDENTIAL_EXPIRED
   */
  prepare(call: TokenRequest<'prepareReset'>): Uint8Array | null {
    const begun = this.#begun;
    if (begun === null || begun.serial !== call.serial) throw new CodedError('RESET_INTERRUPTED');
    const { engine, privateKey } = begun;
    const { expiresAtMs, encryptedPending } = call;
    try {
      refuseExpired(expiresAtMs);
      const present = decrypted(engine, call.encryptedSoPin, privateKey);
      const pending = encryptedPending && decrypted(engine, encryptedPending, privateKey);
      const escrow = (soPin: Uint8Array): Uint8Array => encrypted(engine, soPin, call.escrowKey);
      const next = pending ?? drawSoPin(draw);
      const nextMayBeSet = pending !== null;
      this.#prepared = { serial: call.serial, present, next, nextMayBeSet, expiresAtMs, escrow };
      return pending === null ? escrow(next) : null;
    } finally {
      privateKey.fill(0);
      this.#begun = null;
    }
  }

  /**
   * Lends the SO PINs once, and always erases them afterwards.
   * @throws RESET_INTERRUPTED, RESET_CREDENTIAL_EXPIRED
   */
  use<T>(serial: string, work: (secrets: ResetSecrets) => T): T {
    const prepared = this.#prepared;
    try {
      if (prepared === null || prepared.serial !== serial) throw new CodedError('RESET_INTERRUPTED');
      refuseExpired(prepared.expiresAtMs);
      return work(prepared);
    } finally {
      this.forget();
    }
  }

  forget(): void {
    this.#begun?.privateKey.fill(0);
    this.#prepared?.present.fill(0);
    this.#prepared?.next.fill(0);
    this.#begun = null;
    this.#prepared = null;
  }
}

/** A process serves one module, and a person resets one PIN at a time. */
export const resetSecrets = new HeldResetSecrets();

/** The first two steps of a reset, which need no module. */
export const resetOperations = {
  beginReset: (_module, request) => resetSecrets.begin(request),
  prepareReset: (_module, request) => resetSecrets.prepare(request),
} satisfies Partial<HandlersOn<typeof moduleOperations, unknown>>;

function refuseExpired(expiresAtMs: number): void {
  if (Date.now() >= expiresAtMs) throw new CodedError('RESET_CREDENTIAL_EXPIRED');
}

function decrypted(engine: SmEngine, der: Uint8Array, privateKey: Uint8Array): Uint8Array {
  const soPin = decryptMessage(engine, cipherIn(der), privateKey);
  if (soPin === null) throw new CodedError('RESET_CREDENTIAL_INVALID', 'not for this key pair');
  return soPin;
}

function cipherIn(der: Uint8Array): Uint8Array {
  try {
    return decodeCipher(der);
  } catch (cause) {
    throw new CodedError('RESET_CREDENTIAL_INVALID', String(cause));
  }
}

function encrypted(engine: SmEngine, soPin: Uint8Array, escrowKey: Uint8Array): Uint8Array {
  try {
    return encodeCipher(encryptMessage(engine, soPin, escrowKey, draw));
  } catch (cause) {
    if (cause instanceof RangeError) throw new CodedError('RESET_CREDENTIAL_INVALID', cause.message);
    throw cause;
  }
}

const WRONG: readonly ErrorCode[] = ['PIN_WRONG', 'PIN_POSSIBLY_WRONG'];

/**
 * Opens the token with its SO PIN. After an interrupted reset the token may have the former or the next SO PIN, so
 * the second is tried too, but never as the last try.
 * @returns the result of `open`, and the SO PIN that fitted
 */
export function openAsOfficer<T>(
  { present, next, nextMayBeSet }: ResetSecrets,
  open: (soPin: Uint8Array) => T,
  isLastTry: () => boolean,
): { readonly opened: T; readonly soPin: Uint8Array } {
  try {
    return { opened: open(present), soPin: present };
  } catch (error) {
    if (!nextMayBeSet || !isWrongPin(error) || isLastTry()) throw error;
    return { opened: open(next), soPin: next };
  }
}

function isWrongPin(error: unknown): boolean {
  return error instanceof CodedError && WRONG.includes(error.code);
}

/**
 * Replaces the SO PIN unless an earlier reset has done so. The user's PIN is set by now, so a refusal is no failure.
 * @param soPin the SO PIN that fitted
 * @param replace throws coded errors
 */
export function replaceSoPin(
  secrets: ResetSecrets,
  soPin: Uint8Array,
  replace: () => void,
): TokenAnswer<'performReset'> {
  if (soPin === secrets.next) return { keptSoPin: null, refusal: null };
  try {
    replace();
    return { keptSoPin: null, refusal: null };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    // The SO PIN of a removed token is unknown.
    const keptSoPin = error.code === 'TOKEN_REMOVED' ? null : secrets.escrow(secrets.present);
    return { keptSoPin, refusal: error.toAppError() };
  }
}

/** Letters and digits that look different: 32 of them, so that five bits choose one evenly. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Every token accepts this length (SKF: MAX_PIN_LEN of most libraries). It gives 80 bits. */
const LENGTH = 16;

/**
 * Draws a fresh SO PIN, as UTF-8. No person ever sees it.
 * @param random returns fresh random bytes
 */
function drawSoPin(random: (length: number) => Uint8Array): Uint8Array {
  const drawn = random(LENGTH);
  const soPin = drawn.map((byte) => LETTERS.charCodeAt(byte % LETTERS.length));
  drawn.fill(0);
  return soPin;
}
