import { tokenSigner } from '../../services/approvals/token-signer.ts';
import type { DecisionSigner } from '../../services/approvals/decide-request.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { TokenPort } from '../../services/ports/tokens.ts';
import { failure, resultOf, unwrap, type Result } from '../../shared/result.ts';
import type { HeldLogin } from '../tokens/held-login.ts';
import type { TokenDesk } from '../tokens/token-desk.ts';

export interface ApproverKeyParts {
  readonly desk: TokenDesk;
  readonly held: HeldLogin;
  readonly tokens: Pick<TokenPort, 'signDigest'>;
  readonly engine: SmEngine;
}

/** What the window gives of a key that is to sign. */
export interface GivenKey {
  readonly tokenSerial: string;
  readonly pin: Uint8Array;
  readonly lastTryConfirmed: boolean;
}

/**
 * Works with the key of a person's choice, and looks at the keys again where that fails: what a refused PIN has left
 * of the tries must be known before the next one is typed.
 */
export async function withApproverKey<T>(
  { tokenSerial, pin, lastTryConfirmed }: GivenKey,
  { desk, held, tokens, engine }: ApproverKeyParts,
  work: (signer: DecisionSigner) => Promise<Result<T>>,
): Promise<Result<T>> {
  await held.drop();
  await desk.refresh();
  const token = desk.listed.find(({ info }) => info.serial === tokenSerial);
  if (token === undefined) return failure({ code: 'TOKEN_REMOVED' });
  const certificate = token.certificates.find(({ info }) => info.usable)?.der;
  if (certificate === undefined) return failure({ code: 'TOKEN_NO_CERTIFICATE' });
  const { module, serial, pin: pinState } = token.info;
  const key = { tokens, address: { module, serial }, pinState, certificate, pin, lastTryConfirmed };
  const outcome = await desk.leaveAlone(() =>
    resultOf(async () => unwrap(await work({ certificate, sign: tokenSigner(key, engine) }))),
  );
  if (!outcome.ok) await desk.refresh();
  return outcome;
}
