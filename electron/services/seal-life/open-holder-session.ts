import type { SmEngine } from '../../core/sm/engine.ts';
import { resultOf, unwrap } from '../../shared/result.ts';
import { tokenSigner, type ApproverKey } from '../tokens/token-signer.ts';
import type { EnrolmentPort } from '../ports.ts';
import type { ChosenSeal } from '../tokens/chosen-seal.ts';
import type { HolderSession, SealLifePlatform } from './ports.ts';

/** The key of a holder's seal, and what opens it. */
export interface HolderSeal {
  readonly chosen: ChosenSeal;
  /** The caller zeroes it. */
  readonly pin: Uint8Array;
  /** The person knows that a wrong PIN now locks the token. */
  readonly lastTryConfirmed: boolean;
}

/**
 * Shows a platform that the key of a holder's seal is here.
 * @throws CodedError of the token and of the way to the platform; before the PIN is sent where it must not be tried
 */
export async function openHolderSession(
  platform: Pick<SealLifePlatform, 'openSession'>,
  { chosen, pin, lastTryConfirmed }: HolderSeal,
  { tokens, engine }: { readonly tokens: Pick<EnrolmentPort, 'signDigest'>; readonly engine: SmEngine },
): Promise<HolderSession> {
  const { token, certificate } = chosen;
  const address = { module: token.module, serial: token.serial };
  const key: ApproverKey = { tokens, address, pinState: token.pin, certificate, pin, lastTryConfirmed };
  const sign = tokenSigner(key, engine);
  return unwrap(
    await platform.openSession({ certificate, sign: (message) => resultOf(() => sign(message)) }),
  );
}
