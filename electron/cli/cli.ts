import { fileURLToPath } from 'node:url';

import { CodedError } from '../shared/errors.ts';
import { usage } from './arguments.ts';
import { approval } from './commands/approval.ts';
import { backup } from './commands/backup.ts';
import { demo } from './commands/demo.ts';
import { doctor } from './commands/doctor.ts';
import { inspect } from './commands/inspect.ts';
import { loss } from './commands/loss.ts';
import { pin } from './commands/pin.ts';
import { pinReset } from './commands/pin-reset.ts';
import { policy } from './commands/policy.ts';
import { register } from './commands/register.ts';
import { restore } from './commands/restore.ts';
import { seal } from './commands/seal.ts';
import { cancel, renew, replace } from './commands/seal-application.ts';
import { sign } from './commands/sign.ts';
import { status } from './commands/status.ts';
import { sync } from './commands/sync.ts';
import { tokens } from './commands/tokens.ts';
import { verify } from './commands/verify.ts';
import { compose, type Composition } from './composition.ts';
import { endOnSignals } from './end-on-signals.ts';
import { EXIT, statusOfError, type ExitStatus } from './exit-status.ts';
import { HELP } from './help.ts';
import { errorJson, printError, printJson, printLine } from './printing.ts';

type Command = (args: readonly string[], parts: Composition) => Promise<ExitStatus>;

const COMMANDS: Readonly<Record<string, Command>> = {
  approval,
  backup,
  cancel,
  demo,
  doctor,
  inspect,
  loss,
  pin,
  'pin-reset': pinReset,
  policy,
  register,
  renew,
  replace,
  restore,
  seal,
  sign,
  status,
  sync,
  tokens,
  verify,
};

/** Runs one command and says how it ended. Every error ends here, printed once in both languages. */
async function run([name, ...args]: readonly string[]): Promise<ExitStatus> {
  if (name === undefined || name === '--help' || name === 'help') {
    printLine(HELP);
    return name === undefined ? EXIT.usage : EXIT.done;
  }
  const parts = compose(fileURLToPath(new URL('..', import.meta.url)));
  endOnSignals(() => parts.stop());
  try {
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (command === undefined) throw usage(`unknown command "${name}"`);
    return await command(args, parts);
  } catch (error) {
    return fail(error, args.includes('--json'));
  } finally {
    parts.stop();
  }
}

function fail(error: unknown, json: boolean): ExitStatus {
  const known = error instanceof CodedError ? error.toAppError() : { code: 'INTERNAL' as const };
  printError(known);
  if (json) printJson(errorJson(known));
  if (!(error instanceof CodedError))
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  if (known.code === 'USAGE') process.stderr.write(`\n${HELP}\n`);
  return statusOfError(known.code);
}

process.exitCode = await run(process.argv.slice(2));
