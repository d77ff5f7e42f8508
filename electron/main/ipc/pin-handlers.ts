import { systemClock } from '../../adapters/document-engine.ts';
import { changePin, type PinLifePorts } from '../../services/change-pin.ts';
import { actOnRecord, type Recorder } from '../../services/register/acts-on-record.ts';
import { checkpointKeyAt, type CheckpointKey } from '../../services/register/sign-checkpoint.ts';
import { unblockPin } from '../../services/unblock-pin.ts';
import type { Contract } from '../../shared/ipc/contract.ts';
import type { Handlers } from '../../shared/ipc/define.ts';
import type { PinLife } from '../../shared/model/pin-life.ts';
import type { TokenInfo } from '../../shared/model/token-info.ts';
import { DEFAULT_PIN_POLICY } from '../../shared/pin/pin-policy.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import type { HeldLogin } from '../tokens/held-login.ts';
import type { TokenDesk } from '../tokens/token-desk.ts';

export interface PinHandlerParts extends Pick<PinLifePorts, 'history'> {
  readonly tokens: PinLifePorts['tokens'] & CheckpointKey['tokens'];
  readonly desk: TokenDesk;
  readonly recorder: Recorder;
  readonly held: HeldLogin;
}

/** Each change looks at the keys before and after: what the person then sees is what the key says now. */
export function pinHandlers(parts: PinHandlerParts): Handlers<Contract>['pin'] {
  const { desk, held, tokens, history } = parts;
  const ports: PinLifePorts = { tokens, history, policy: DEFAULT_PIN_POLICY, clock: systemClock };
  const onToken = async (
    act: 'pinChange' | 'pinUnblock',
    serial: string,
    newPin: Uint8Array,
    work: (token: TokenInfo) => Promise<Result<null>>,
  ): Promise<Result<PinLife>> => {
    await held.drop();
    const view = await desk.refresh();
    const token = view.tokens.find((each) => each.serial === serial);
    if (token === undefined) return failure({ code: 'TOKEN_REMOVED' });
    const keyAfter = async () => checkpointKeyAt(token, desk.listed, tokens, newPin);
    const outcome = await desk.leaveAlone(() =>
      actOnRecord(act, { tokenSerial: serial }, () => work(token), parts.recorder, keyAfter),
    );
    await desk.refresh();
    return outcome.ok ? success(await lifeOf(parts)) : outcome;
  };
  return {
    life: async () => success(await lifeOf(parts)),
    change: ({ tokenSerial, ...change }) =>
      onToken('pinChange', tokenSerial, change.newPin, (token) => changePin(token, change, ports)),
    unblock: ({ tokenSerial, ...unblocking }) =>
      onToken('pinUnblock', tokenSerial, unblocking.newPin, (token) => unblockPin(token, unblocking, ports)),
    drop: async () => {
      await held.drop();
      return success(null);
    },
  };
}

async function lifeOf({ desk, history }: PinHandlerParts): Promise<PinLife> {
  const { tokens } = await desk.view();
  const changes = tokens.flatMap((token) => {
    const at = history.lastChange(token);
    return at === null ? [] : [[token.serial, at.toISOString()] as const];
  });
  return { policy: DEFAULT_PIN_POLICY, changedAt: Object.fromEntries(changes) };
}
