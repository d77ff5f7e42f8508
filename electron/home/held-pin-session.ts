import type {
  DigestSignRequest,
  HeldLoginPort,
  TokenAddress,
  TokenPort,
  TokenSignature,
} from '../services/ports/tokens.ts';
import type { Clock } from '../services/ports/clock.ts';
import { type HeldPin, HOLD_PIN_MS } from '../shared/model/pin-rules.ts';
import type { TokenView } from '../shared/model/token.ts';
import { failure, type Result } from '../shared/result.ts';

interface HeldPinSessionParts {
  readonly tokens: TokenPort & HeldLoginPort;
  readonly clock: Clock;
  changed(held: HeldPin | null): void;
}

interface Held extends TokenAddress {
  readonly until: number;
  /** False for the login of one act, of which nobody is told. */
  readonly isTold: boolean;
  readonly timer: NodeJS.Timeout;
}

/**
 * Knows which key stays logged in and until when, never its PIN. The session ends when its time is over, when the key
 * or its host is gone, when anything about the key fails, or when somebody asks.
 */
export class HeldPinSession {
  readonly #parts: HeldPinSessionParts;
  #held: Held | null = null;
  /** Counts the ends of logins, so that no login survives an end that came during its making. */
  #ends = 0;

  constructor(parts: HeldPinSessionParts) {
    this.#parts = parts;
  }

  /** Returns the keys for an act of sealing. @param hold true when its PIN may serve further acts */
  forSealing(hold: boolean): TokenPort {
    return this.#keys(hold, true);
  }

  /** Returns the keys for an act with several seals of one key: its PIN serves them, which is nobody's concern. The act drops it. */
  forOneAct(): TokenPort {
    return this.#keys(true, false);
  }

  #keys(hold: boolean, isTold: boolean): TokenPort {
    const { tokens } = this.#parts;
    return {
      list: () => tokens.list(),
      signDigest: (request) =>
        request.pin === null ? this.#signHeld(request) : this.#sign(request, hold, isTold),
    };
  }

  /**
   * Returns the keys for the seals of a batch. Its PIN serves all of them: each signature holds the login for as long again
   * as one PIN entry may serve. The batch drops it at its end.
   */
  forBatch(): TokenPort {
    const { tokens } = this.#parts;
    return {
      list: () => tokens.list(),
      signDigest: (request) =>
        request.pin === null ? this.#signLonger(request) : this.#sign(request, true, true),
    };
  }

  /** Tells whether the key stays logged in. */
  holds(tokenSerial: string): boolean {
    return this.#held?.serial === tokenSerial;
  }

  /** Logs the key out. */
  async drop(): Promise<void> {
    const held = this.#forget();
    if (held !== null) await this.#parts.tokens.dropLogin({ module: held.module });
  }

  /** Ends the session when its key is no longer seen through its driver, even if the key comes back. */
  follow({ tokens }: TokenView): void {
    const held = this.#held;
    const isHeld = ({ module, serial }: TokenAddress): boolean =>
      module === held?.module && serial === held.serial;
    if (held !== null && !tokens.some(isHeld)) void this.drop();
  }

  /** Ends the session when the host of its module has ended. */
  hostEnded(module: string): void {
    if (this.#held?.module === module) this.#forget();
  }

  async #signHeld(request: DigestSignRequest): Promise<Result<TokenSignature>> {
    if (this.#held?.serial !== request.serial) return failure({ code: 'PIN_REQUIRED' });
    const signed = await this.#parts.tokens.signDigest(request);
    if (!signed.ok) await this.drop();
    return signed;
  }

  async #signLonger(request: DigestSignRequest): Promise<Result<TokenSignature>> {
    const until = this.#parts.clock.now().getTime() + HOLD_PIN_MS;
    const signed = await this.#signHeld({ ...request, holdMs: HOLD_PIN_MS });
    const held = this.#held;
    if (signed.ok && held?.serial === request.serial) {
      clearTimeout(held.timer);
      this.#remember(held, until, held.isTold);
    }
    return signed;
  }

  async #sign(request: DigestSignRequest, hold: boolean, isTold: boolean): Promise<Result<TokenSignature>> {
    const { tokens, clock } = this.#parts;
    // A host holds one login, so a PIN for any key of its module ends it. Those of other modules stay.
    if (hold || this.#held?.module === request.module) await this.drop();
    if (!hold) return tokens.signDigest(request);
    const until = clock.now().getTime() + HOLD_PIN_MS;
    const ends = this.#ends;
    const signed = await tokens.signDigest({ ...request, holdMs: HOLD_PIN_MS });
    if (!signed.ok || signed.value.held !== true) return signed;
    if (this.#ends === ends) this.#remember(request, until, isTold);
    else await tokens.dropLogin({ module: request.module });
    return signed;
  }

  #remember({ module, serial }: TokenAddress, until: number, isTold: boolean): void {
    const left = until - this.#parts.clock.now().getTime();
    this.#held = { module, serial, until, isTold, timer: setTimeout(() => void this.drop(), left) };
    if (isTold) this.#parts.changed({ tokenSerial: serial, until });
  }

  #forget(): Held | null {
    const held = this.#held;
    this.#held = null;
    this.#ends += 1;
    if (held !== null) {
      clearTimeout(held.timer);
      if (held.isTold) this.#parts.changed(null);
    }
    return held;
  }
}
