import { systemClock } from '../../adapters/system.ts';
import type { TokenStation } from '../../adapters/tokens/token-station.ts';
import { actOnRecord, type Recorder } from '../../services/register/acts-on-record.ts';
import { type CheckpointKey, checkpointKeyAt } from '../../services/register/sign-checkpoint.ts';
import { confirmPicture, type ConfirmationPorts } from '../../services/sealing-gate/picture-confirmation.ts';
import type { SituationPorts } from '../../services/sealing-gate/situation.ts';
import { pinChangeRefusal } from '../../services/sealing-gate/policies.ts';
import { changePin, type PinLifePorts, unblockPin } from '../../services/tokens/pin-life.ts';
import type { AppError } from '../../shared/errors.ts';
import type { DriverReport } from '../../shared/model/driver-report.ts';
import { type PinLife, DEFAULT_PIN_POLICY } from '../../shared/model/pin-rules.ts';
import type { TokenInfo } from '../../shared/model/token.ts';
import { failure, type Result, resultOf, success } from '../../shared/result.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import type { Dialogs } from '../window/dialogs.ts';
import type { PinResets } from '../requests/pin-resets.ts';
import type { Drivers } from '../drivers.ts';
import type { HeldPinSession } from '../../home/held-pin-session.ts';
import type { TokenWatch } from '../../home/token-watch.ts';

interface TokensHandlerParts {
  readonly watch: TokenWatch;
  readonly held: HeldPinSession;
  readonly station: Pick<TokenStation, 'useDriver'>;
  /** They write down which picture was confirmed. */
  readonly confirmation: ConfirmationPorts;
}

export function tokensHandlers(parts: TokensHandlerParts): ContractHandlers['tokens'] {
  const { watch, held, station, confirmation } = parts;
  return {
    list: async () => success(await watch.view()),
    // The window names no path of its own: a module that does not show the key is refused.
    useDriver: async ({ tokenSerial, module }) => {
      const key = watch.listed.find(({ info }) => info.serial === tokenSerial);
      if (key === undefined) return failure({ code: 'TOKEN_REMOVED' });
      // A login is held by the former driver.
      await held.drop();
      const kept = await resultOf(() => station.useDriver(key.info, module));
      return kept.ok ? success(await watch.refresh()) : kept;
    },
    confirmSeal: async ({ esId, tokenSerial }) => {
      const shown = watch.listed
        .flatMap(({ seals }) => seals)
        .find(({ info }) => info.esId === esId && info.tokenSerial === tokenSerial);
      if (shown === undefined) return failure({ code: 'SEAL_NOT_FOUND' });
      const confirmed = await confirmPicture(shown.info, confirmation);
      return confirmed.ok ? success(await watch.judgeAnew()) : confirmed;
    },
  };
}

interface DriversHandlerParts {
  readonly drivers: Drivers;
  readonly dialogs: Pick<Dialogs, 'chooseModule' | 'chooseReportPath'>;
}

/** Paths come from the system's dialogs, never from the window. */
export function driversHandlers({ drivers, dialogs }: DriversHandlerParts): ContractHandlers['drivers'] {
  let last: DriverReport | null = null;
  const diagnose = async (): Promise<DriverReport> => (last = await drivers.diagnose());
  return {
    diagnose: async () => success(await diagnose()),
    pickModule: async () => {
      const path = await dialogs.chooseModule();
      return path === null ? success(null) : drivers.tryModule(path);
    },
    saveReport: async () => {
      const report = last ?? (await diagnose());
      const path = await dialogs.chooseReportPath(`sealdesk-drivers-${report.madeAt.slice(0, 10)}.json`);
      if (path === null) return success(false);
      const saved = await drivers.save(report, path);
      return saved.ok ? success(true) : saved;
    },
  };
}

interface PinHandlerParts extends Pick<PinLifePorts, 'history'> {
  readonly tokens: PinLifePorts['tokens'] & CheckpointKey['tokens'];
  readonly watch: TokenWatch;
  readonly recorder: Recorder;
  readonly held: HeldPinSession;
  /** Ports that tell whether the rules let a PIN be changed here. */
  readonly situation: SituationPorts;
}

/** Each change looks at the keys before and after, so that the person sees the present state of the key. */
export function pinHandlers(parts: PinHandlerParts): ContractHandlers['pin'] {
  const { watch, held, tokens, history } = parts;
  const ports: PinLifePorts = { tokens, history, policy: DEFAULT_PIN_POLICY, clock: systemClock };
  const onToken = async (
    act: 'pinChange' | 'pinUnblock',
    serial: string,
    newPin: Uint8Array,
    work: (token: TokenInfo) => Promise<Result<null>>,
  ): Promise<Result<PinLife>> => {
    await held.drop();
    const view = await watch.refresh();
    const token = view.tokens.find((each) => each.serial === serial);
    if (token === undefined) return failure({ code: 'TOKEN_REMOVED' });
    const keyAfter = async () => checkpointKeyAt(token, watch.listed, tokens, newPin);
    const outcome = await watch.leaveAlone(() =>
      actOnRecord(
        act,
        { tokenSerial: serial },
        () => unlessByApplication(token, work, parts),
        parts.recorder,
        keyAfter,
      ),
    );
    await watch.refresh();
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

/** Rules that demand an application for every change bar it before the key is used, so that no try is lost. */
async function unlessByApplication(
  token: TokenInfo,
  work: (token: TokenInfo) => Promise<Result<null>>,
  { situation }: PinHandlerParts,
): Promise<Result<null>> {
  const refusal = await pinChangeRefusal(token, situation);
  return refusal === null ? work(token) : failure(refusal);
}

async function lifeOf({ watch, history, situation }: PinHandlerParts): Promise<PinLife> {
  const { tokens } = await watch.view();
  const changes = tokens.flatMap((token) => {
    const at = history.lastChange(token);
    return at === null ? [] : [[token.serial, at.toISOString()] as const];
  });
  const byApplication: Record<string, AppError> = {};
  for (const token of tokens) {
    const refusal = await resultOf(() => pinChangeRefusal(token, situation));
    if (refusal.ok && refusal.value !== null) byApplication[token.serial] = refusal.value;
  }
  return { policy: DEFAULT_PIN_POLICY, changedAt: Object.fromEntries(changes), byApplication };
}

interface PinResetHandlerParts {
  readonly pinResets: PinResets;
  readonly dialogs: Pick<Dialogs, 'choosePaper'>;
}

/** Paths come from the system's dialogs and from dropped files, never from the window's code. */
export function pinResetHandlers({ pinResets, dialogs }: PinResetHandlerParts): ContractHandlers['pinReset'] {
  return {
    list: () => pinResets.list(),
    choosePaper: async () => {
      const path = await dialogs.choosePaper();
      return path === null ? success(null) : pinResets.choose(path);
    },
    dropPaper: (path) => pinResets.choose(path),
    request: ({ form, papers }) => pinResets.request(form, papers),
    paper: ({ number, paperId }) => pinResets.paper(number, paperId),
    submit: ({ number }) => pinResets.submit(number),
    withdraw: ({ number }) => pinResets.withdraw(number),
    refresh: () => pinResets.refresh(),
    apply: ({ number, newPin, lastTryConfirmed }) => pinResets.apply(number, newPin, lastTryConfirmed),
  };
}
