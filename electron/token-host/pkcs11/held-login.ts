import type { Handle } from 'pkcs11js';
import type { ModuleOperation } from '../../adapters/tokens/token-host-operations.ts';
import { CodedError } from '../../shared/errors.ts';
import type { Module } from './module.ts';
import { closeLogin, openLogin } from './session.ts';
import type { TokenState } from './token-state.ts';

/** CKS_RO_USER_FUNCTIONS and CKS_RW_USER_FUNCTIONS, base specification v2.40 §3.3: the user is logged in. */
const USER_STATES: readonly number[] = [1, 3];

interface HeldSession {
  readonly module: Module;
  readonly token: Pick<TokenState, 'serial' | 'slot'>;
  readonly session: Handle;
  until: number;
  timer: NodeJS.Timeout;
}

/**
 * A session that remains logged in after a signature, so that one PIN entry serves several signatures. The PIN is
 * not kept, and nothing here logs in again: when the session is gone, the PIN is needed again.
 */
export class HeldLogin {
  #held: HeldSession | null = null;

  /** Logs in once and works. The login is held for a while when the work succeeds, else it ends at once. */
  take<T>(
    module: Module,
    token: TokenState,
    { pin, holdMs }: { readonly pin: Uint8Array; readonly holdMs: number },
    work: (session: Handle) => T,
  ): T {
    this.drop();
    const session = openLogin(module, token, 'readOnly', { role: 'user', pin });
    try {
      const value = work(session);
      this.#held = { module, token, session, ...this.#ending(holdMs) };
      return value;
    } catch (error) {
      closeLogin(module, session);
      throw error;
    }
  }

  /**
   * Works in the held session.
   * @param holdMs holds it for this long from now on; left out, it ends when it would have
   * @throws PIN_REQUIRED when there is none, or it is another token's
   */
  use<T>(token: TokenState, work: (session: Handle) => T, holdMs?: number): T {
    const held = this.#held;
    if (held === null || !isSame(held, token) || !isLoggedIn(held)) {
      throw new CodedError('PIN_REQUIRED', 'no login stands for the token');
    }
    const value = work(held.session);
    if (holdMs !== undefined) {
      clearTimeout(held.timer);
      Object.assign(held, this.#ending(holdMs));
    }
    return value;
  }

  /** Ends the held login, if any. */
  drop(): void {
    const held = this.#held;
    this.#held = null;
    if (held === null) return;
    clearTimeout(held.timer);
    closeLogin(held.module, held.session);
  }

  #ending(holdMs: number): Pick<HeldSession, 'until' | 'timer'> {
    return { until: Date.now() + holdMs, timer: setTimeout(() => this.drop(), holdMs) };
  }
}

/** A process serves one module and holds at most one login. */
export const heldLogin = new HeldLogin();

/**
 * Tells whether a login may be held while the call runs. A login counts for all sessions of a process (§5.6), so it
 * would affect any call with its own PIN.
 */
export function keepsLogin(
  operation: ModuleOperation,
  request: { readonly module: string; readonly pin?: Uint8Array | null },
): boolean {
  if (operation === 'signDigest') return request.pin === null;
  return operation === 'list' || operation === 'examine' || operation === 'keyPairs';
}

function isSame({ token }: HeldSession, { serial, slot }: TokenState): boolean {
  return token.serial === serial && token.slot.equals(slot);
}

/** A removed key has closed its sessions. A timer may be late after sleep, so the clock is checked too. */
function isLoggedIn({ module, session, until }: HeldSession): boolean {
  if (Date.now() >= until) return false;
  try {
    return USER_STATES.includes(module.pkcs11.C_GetSessionInfo(session).state);
  } catch {
    return false;
  }
}
