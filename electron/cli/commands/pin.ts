import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { actOnRecord } from '../../services/register/acts-on-record.ts';
import { checkpointKeyAt } from '../../services/register/sign-checkpoint.ts';
import { pinChangeRefusal } from '../../services/sealing-gate/policies.ts';
import { changePin, type PinLifePorts, unblockPin } from '../../services/tokens/pin-life.ts';
import { CodedError } from '../../shared/errors.ts';
import type { TokenInfo } from '../../shared/model/token.ts';
import { DEFAULT_PIN_POLICY } from '../../shared/model/pin-rules.ts';
import { failure, type Result, unwrap } from '../../shared/result.ts';
import { jsonOption, lastTryOption, tokenOption } from '../arguments.ts';
import { printPolicyProblems, type CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { withPin } from '../ask/pin-input.ts';
import { printJson, printLine } from '../print/printing.ts';
import { usage } from '../usage.ts';
import { namedToken } from './choose-token.ts';

/** `pin change|unblock`: gives a token a new PIN, by the old one or by the SO PIN. */
export function pin(context: CommandContext): CommandUnknownOpts {
  return new Command('pin').addCommand(pinChange(context)).addCommand(pinUnblock(context));
}

const NEW_PIN = '存放新口令的环境变量 environment variable that holds the new PIN';

function pinChange(context: CommandContext): CommandUnknownOpts {
  return new Command('change')
    .description('修改保护口令 change the PIN')
    .requiredOption(
      '--pin-env <variable>',
      '存放现口令的环境变量 environment variable that holds the present PIN',
    )
    .requiredOption('--new-pin-env <variable>', NEW_PIN)
    .addOption(tokenOption)
    .addOption(lastTryOption)
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk pin change --pin-env OLD --new-pin-env NEW'))
    .action(({ pinEnv, newPinEnv, ...options }) =>
      setPin(CHANGE, { presentEnv: pinEnv, newPinEnv, ...options }, context),
    );
}

function pinUnblock(context: CommandContext): CommandUnknownOpts {
  return new Command('unblock')
    .description('用管理员 PIN 解锁并设置新口令 unlock with the SO PIN and set a new PIN')
    .requiredOption(
      '--so-pin-env <variable>',
      '存放管理员 PIN 的环境变量 environment variable that holds the SO PIN',
    )
    .requiredOption('--new-pin-env <variable>', NEW_PIN)
    .addOption(tokenOption)
    .addOption(lastTryOption)
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk pin unblock --so-pin-env SO --new-pin-env NEW'))
    .action(({ soPinEnv, newPinEnv, ...options }) =>
      setPin(UNBLOCK, { presentEnv: soPinEnv, newPinEnv, ...options }, context),
    );
}

/** A token's two secrets: the one that opens it and the one it shall have. */
interface Secrets {
  readonly present: Uint8Array;
  readonly wanted: Uint8Array;
}

/** A way to give a token a new PIN. */
interface Way {
  readonly done: string;
  readonly act: 'pinChange' | 'pinUnblock';
  run(token: TokenInfo, secrets: Secrets, confirmed: boolean, ports: PinLifePorts): Promise<Result<null>>;
}

const CHANGE: Way = {
  done: '口令已修改 PIN changed',
  act: 'pinChange',
  run: (token, { present, wanted }, lastTryConfirmed, ports) =>
    changePin(token, { pin: present, newPin: wanted, lastTryConfirmed }, ports),
};

const UNBLOCK: Way = {
  done: '已解锁并设置新口令 PIN unblocked and set',
  act: 'pinUnblock',
  run: (token, { present, wanted }, lastTryConfirmed, ports) =>
    unblockPin(token, { soPin: present, newPin: wanted, lastTryConfirmed }, ports),
};

interface SetPinOptions {
  /** Names the variable with the secret that opens the token. */
  readonly presentEnv: string;
  readonly newPinEnv: string;
  readonly token?: string;
  readonly lastTry?: true;
  readonly json?: true;
}

async function setPin(way: Way, options: SetPinOptions, context: CommandContext): Promise<void> {
  const { presentEnv, newPinEnv, json } = options;
  if (presentEnv === newPinEnv) {
    throw usage('两个口令需要各用一个环境变量', 'the two PINs need a variable each');
  }
  await withPin({ kind: 'env', name: presentEnv }, (present) =>
    withPin({ kind: 'env', name: newPinEnv }, async (wanted) => {
      const token = await perform(way, options, { present, wanted }, context);
      if (json) printJson({ ok: true, token: token.serial });
      else printLine(`${way.done}: ${token.label} [${token.serial}]`);
    }),
  );
}

async function perform(
  way: Way,
  options: SetPinOptions,
  secrets: Secrets,
  context: CommandContext,
): Promise<TokenInfo> {
  const home = await context.home();
  const { tokens, failures } = await home.listTokens();
  const [failed] = failures;
  if (tokens.length === 0 && failed !== undefined) throw new CodedError(failed.error.code, failed.module);
  const { info: token } = namedToken(tokens, options.token);
  const ports: PinLifePorts = {
    tokens: home.tokens,
    policy: DEFAULT_PIN_POLICY,
    history: home.pinHistory,
    clock: home.clock,
  };
  printPolicyProblems(home);
  const run = async (): Promise<Result<null>> => {
    const refusal = await pinChangeRefusal(token, home.situation);
    return refusal === null ? way.run(token, secrets, options.lastTry === true, ports) : failure(refusal);
  };
  const keyAfter = () => Promise.resolve(checkpointKeyAt(token, tokens, home.tokens, secrets.wanted));
  unwrap(await actOnRecord(way.act, { tokenSerial: token.serial }, run, home.recorder, keyAfter));
  return token;
}
