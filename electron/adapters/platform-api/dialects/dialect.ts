import type { Exchange, Line } from '../line.ts';
import type { ClientIdentity } from '../tls-trust.ts';
import type { PlatformRequest } from '../transport.ts';

/** Has the person at this computer open an address of a platform in a browser. */
export type OpenInBrowser = (address: string) => void | Promise<void>;

/**
 * How a platform speaks that does the work of the contract and words it otherwise. A dialect puts requests and answers
 * into other words; it vouches for nothing. Whatever it hands over passes the same checks as an answer of the contract:
 * statements and lists by the pinned root, seals and time stamps by their signatures.
 */
export interface Dialect {
  /**
   * Returns the certificate that this computer shows at each connection (mTLS); null for none.
   * @throws CodedError PLATFORM_SECRET_UNUSABLE
   */
  identity(): ClientIdentity | null;
  /** The optional parts of the contract that the platform has no words for; nobody asks it for these. */
  readonly lacks: readonly string[];
  /**
   * Returns exchanges by the contract over those that the platform understands. A refusal comes back with the status of the
   * contract and as problem+json. Rejects as the line does, with PLATFORM_ANSWER_INVALID for an answer that cannot be put into
   * words of the contract, and with PLATFORM_ACCESS_REFUSED where the platform does not let this computer in.
   */
  speak(line: Line): Speech;
}

/** What a dialect makes of a line. */
export interface Speech {
  readonly exchange: Exchange;
  /**
   * Has the person log in where a request needs that. It is called before the time of the request begins, since a person takes minutes.
   * Rejects with PLATFORM_LOGIN_FAILED, CANCELLED, and as an exchange does.
   */
  readonly ready?: (request: PlatformRequest) => Promise<void>;
}
