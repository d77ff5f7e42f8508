import { changePin, type PinLifePorts, unblockPin } from '../../services/tokens/pin-life.ts';
import { actOnRecord } from '../../services/register/acts-on-record.ts';
import { chooseToken } from '../../services/tokens/list-tokens.ts';
import { checkpointKeyAt } from '../../services/register/sign-checkpoint.ts';
import { pinChangeRefusal } from '../../services/sealing-gate/policies.ts';
import type { TokenInfo } from '../../shared/model/token.ts';
import { DEFAULT_PIN_POLICY } from '../../shared/model/pin-rules.ts';
import { failure, type Result, unwrap } from '../../shared/result.ts';
import { CodedError } from '../../shared/errors.ts';
import { parseCommand, usage } from '../arguments.ts';
import { type CommandContext, printPolicyProblems } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { readPin } from '../pin-input.ts';
import { printJson, printLine } from '../printing.ts';

const OPTIONS = {
  token: { type: 'string' },
  'pin-env': { type: 'string' },
  'new-pin-env': { type: 'string' },
  'so-pin-env': { type: 'string' },
  'last-try': { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parseCommand<typeof OPTIONS>>['values'];

/** A token's two secrets: the one that opens it and the one it shall have. */
interface Secrets {
  readonly present: Uint8Array;
  readonly wanted: Uint8Array;
}

/** What one of the two commands does, and which option brings the PIN that opens the token. */
interface Action {
  readonly presentOption: 'pin-env' | 'so-pin-env';
  readonly done: string;
  readonly act: 'pinChange' | 'pinUnblock';
  run(token: TokenInfo, secrets: Secrets, confirmed: boolean, ports: PinLifePorts): Promise<Result<null>>;
}

const ACTIONS: Readonly<Record<string, Action>> = {
  change: {
    presentOption: 'pin-env',
    done: '口令已修改 PIN changed',
    act: 'pinChange',
    run: (token, { present, wanted }, lastTryConfirmed, ports) =>
      changePin(token, { pin: present, newPin: wanted, lastTryConfirmed }, ports),
  },
  unblock: {
    presentOption: 'so-pin-env',
    done: '已解锁并设置新口令 PIN unblocked and set',
    act: 'pinUnblock',
    run: (token, { present, wanted }, lastTryConfirmed, ports) =>
      unblockPin(token, { soPin: present, newPin: wanted, lastTryConfirmed }, ports),
  },
};

/** `pin change|unblock …`: gives a token a new PIN, by the old one or by the SO PIN. */
export async function pin(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  const [name = '', ...more] = positionals;
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined || more.length > 0) throw usage('pin takes "change" or "unblock"');
  const secrets = await readSecrets(values, action);
  try {
    const token = await perform(action, values, secrets, context);
    if (values.json === true) printJson({ ok: true, token: token.serial });
    else printLine(`${action.done}: ${token.label} [${token.serial}]`);
    return EXIT.done;
  } finally {
    secrets.present.fill(0);
    secrets.wanted.fill(0);
  }
}

async function readSecrets(values: Values, { presentOption }: Action): Promise<Secrets> {
  const [present, wanted] = [values[presentOption], values['new-pin-env']];
  if (present === undefined || wanted === undefined) {
    throw usage(`--${presentOption} VAR and --new-pin-env VAR are needed`);
  }
  if (present === wanted) throw usage('the two PINs need a variable each');
  return {
    present: await readPin({ kind: 'env', name: present }),
    wanted: await readPin({ kind: 'env', name: wanted }),
  };
}

async function perform(
  action: Action,
  values: Values,
  secrets: Secrets,
  context: CommandContext,
): Promise<TokenInfo> {
  const home = await context.home();
  const { tokens, failures } = await home.listTokens();
  const [failed] = failures;
  if (tokens.length === 0 && failed !== undefined) throw new CodedError(failed.error.code, failed.module);
  const infos = tokens.map(({ info }) => info);
  const token = unwrap(chooseToken(infos, values.token));
  const ports: PinLifePorts = {
    tokens: home.tokens,
    policy: DEFAULT_PIN_POLICY,
    history: home.pinHistory,
    clock: home.clock,
  };
  printPolicyProblems(home);
  const run = async (): Promise<Result<null>> => {
    const refusal = await pinChangeRefusal(token, home.situation);
    return refusal === null
      ? action.run(token, secrets, values['last-try'] === true, ports)
      : failure(refusal);
  };
  const keyAfter = async () => checkpointKeyAt(token, tokens, home.tokens, secrets.wanted);
  const recorder = home.recorder;
  unwrap(await actOnRecord(action.act, { tokenSerial: token.serial }, run, recorder, keyAfter));
  return token;
}
