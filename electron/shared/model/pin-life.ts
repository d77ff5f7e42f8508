import type { AppError } from '../errors.ts';
import type { PinPolicy } from '../pin/pin-policy.ts';

/** What the window needs to know of PINs beside the state of each token. */
export interface PinLife {
  readonly policy: PinPolicy;
  /** When the PIN was last changed on this computer, ISO 8601, by the token's serial number. */
  readonly changedAt: Readonly<Record<string, string>>;
  /** Why the PIN cannot be changed here, by the token's serial number: the rules want it applied for. */
  readonly byApplication: Readonly<Record<string, AppError>>;
}
