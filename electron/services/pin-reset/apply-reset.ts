import { base64 } from '@scure/base';
import { CodedError } from '../../shared/errors.ts';
import { nextStep, type PinReset } from '../../shared/model/pin-reset.ts';
import type { TokenInfo } from '../../shared/model/token.ts';
import { resultOf, unwrap, type Result } from '../../shared/result.ts';
import { weakness, pinRefusal, ofSecurityOfficer } from '../tokens/pin-life.ts';
import { actOnRecord } from '../register/acts-on-record.ts';
import {
  findReset,
  keyOf,
  notPossible,
  type KeptReset,
  type ResetKeyPorts,
  type ResetPorts,
  shownReset,
} from './reset-records.ts';
import { keepAnswer } from './follow-reset.ts';
import { openCredential, type OpenedCredential } from './reset-platform.ts';
import { factsOf } from './submit-reset.ts';

export interface NewPin {
  /**
   * The holder chooses it, and nobody else knows it; null when an interrupted reset has set it. The caller zeroes it.
   */
  readonly newPin: Uint8Array | null;
  /** The person knows that a wrong SO PIN now locks the token for good. */
  readonly lastTryConfirmed: boolean;
}

type Ports = ResetPorts & ResetKeyPorts;

/**
 * Uses an approval: fetches the credential, lets the token host set the PIN and replace the SO PIN, and tells the
 * platform. The record is written before and after the token is touched, so that whatever stops this computer in
 * between, calling it again goes on from there:
 *
 * | It stopped …                                  | Record      | Token                        | Then                          |
 * | --------------------------------------------- | ----------- | ---------------------------- | ----------------------------- |
 * | before the credential, or before it was used  | `untouched` | unchanged                    | begins anew, new credential   |
 * | once the next SO PIN was kept                  | `prepared`  | unchanged                    | the PIN is asked for again;   |
 * | while the token host set the PIN               | `prepared`  | new PIN                      | the credential brings both    |
 * | once the SO PIN was replaced too               | `prepared`  | new PIN, next SO PIN         | SO PINs, the host tries both  |
 * | the key was pulled between PIN and SO PIN      | `pinSet`    | new PIN, SO PIN in doubt     | the same, without a PIN       |
 * | before or while the platform was told          | `settled`   | new PIN, next SO PIN         | only tells the platform       |
 * | after the platform was told, before its answer | `settled`   | the same                     | tells it again, same key      |
 */
export function applyReset(number: string, pin: NewPin, ports: Ports): Promise<Result<PinReset>> {
  return resultOf(async () => {
    const kept = await findReset(number, ports);
    const apply = (): Promise<Result<PinReset>> => resultOf(() => applied(kept, pin, ports));
    return unwrap(await actOnRecord('pinUnblock', factsOf(kept), apply, ports.recorder));
  });
}

async function applied(kept: KeptReset, pin: NewPin, ports: Ports): Promise<PinReset> {
  const step = nextStep(kept);
  if (step === 'finish') return shownReset(await complete(kept, ports));
  const fits = step === 'setPin' ? pin.newPin !== null : step === 'resume';
  if (!fits) throw notPossible(kept);
  const token = await tokenFor(kept, pin, ports);
  const prepared = await prepare(kept, token, ports);
  const settled = await perform(prepared, token, pin.newPin, ports);
  return shownReset(await complete(settled, ports));
}

/** Returns the token if its SO PIN may be sent and the new PIN may be set. Neither check costs a try. */
async function tokenFor({ tokenSerial }: KeptReset, pin: NewPin, ports: Ports): Promise<TokenInfo> {
  const weak = pin.newPin && weakness(pin.newPin, null, ports.policy);
  if (weak !== null) throw new CodedError(weak.code, '', weak.details);
  const token = await ports.tokenOf(tokenSerial);
  if (token === null) throw new CodedError('TOKEN_REMOVED', tokenSerial);
  const refusal = pinRefusal(token.soPin, pin.lastTryConfirmed);
  if (refusal !== null) throw new CodedError(ofSecurityOfficer(refusal).code);
  return token;
}

/** Brings the credential into the token host, and keeps the next SO PIN before the token can get it. */
async function prepare(kept: KeptReset, token: TokenInfo, ports: Ports): Promise<KeptReset> {
  const { module, serial } = token;
  const recipientKey = unwrap(await ports.tokens.beginReset({ module, serial }));
  const credential = await fetchCredential(kept, recipientKey, ports);
  const next = unwrap(await ports.tokens.prepareReset({ module, serial, ...credential }));
  const { credentialId } = credential;
  const progress = kept.progress === 'pinSet' ? 'pinSet' : 'prepared';
  const escrowedSoPin = next === null ? kept.escrowedSoPin : base64.encode(next);
  return keep({ ...kept, progress, credentialId, escrowedSoPin }, ports);
}

async function fetchCredential(
  kept: KeptReset,
  recipientKey: Uint8Array,
  ports: Ports,
): Promise<OpenedCredential> {
  const { number, platformId, tokenSerial, escrowedSoPin } = kept;
  const { api, key } = await keyOf(kept, ports);
  const pending = escrowedSoPin === null ? null : base64.decode(escrowedSoPin);
  const statement = unwrap(await api.credential(key, recipientKey, pending));
  const trust = ports.platforms.trustIn(platformId);
  if (trust === null) throw new CodedError('PLATFORM_NOT_CONFIGURED', platformId);
  const use = { platform: platformId, number, tokenSerial, recipientKey, hasPending: pending !== null };
  return openCredential(statement, use, trust);
}

async function perform(
  kept: KeptReset,
  token: TokenInfo,
  newPin: Uint8Array | null,
  ports: Ports,
): Promise<KeptReset> {
  const { module, serial } = token;
  const done = await ports.tokens.performReset({ module, serial, newPin });
  if (!done.ok) throw asOfficer(done.error);
  if (newPin !== null) await ports.history.note(token, ports.clock.now());
  const { keptSoPin, refusal } = done.value;
  if (refusal !== null && keptSoPin === null) {
    await keep({ ...kept, progress: 'pinSet' }, ports);
    throw new CodedError('RESET_INTERRUPTED', refusal.code, { cause: refusal.code });
  }
  const escrowedSoPin = keptSoPin === null ? kept.escrowedSoPin : base64.encode(keptSoPin);
  return keep({ ...kept, progress: 'settled', escrowedSoPin }, ports);
}

/** When the host ended in between, nobody knows what it has done: that is not a failure of the PIN. */
function asOfficer(error: Parameters<typeof ofSecurityOfficer>[0]): CodedError {
  const { code, details } = ofSecurityOfficer(error);
  const ended = code === 'TOKEN_HOST_CRASHED' || code === 'TOKEN_TIMEOUT';
  return ended
    ? new CodedError('RESET_INTERRUPTED', code, { cause: code })
    : new CodedError(code, '', details);
}

async function complete(kept: KeptReset, ports: Ports): Promise<KeptReset> {
  const { number, tokenSerial, credentialId, escrowedSoPin } = kept;
  if (credentialId === null || escrowedSoPin === null) throw notPossible(kept);
  const { api, key } = await keyOf(kept, ports);
  const completion = { tokenSerial, credentialId, encryptedSoPin: base64.decode(escrowedSoPin) };
  const answer = unwrap(await api.complete(key, completion, `pin-reset-completion-${number}`));
  return keepAnswer(kept, answer, ports);
}

async function keep(kept: KeptReset, { resets }: Ports): Promise<KeptReset> {
  await resets.keep(kept);
  return kept;
}
