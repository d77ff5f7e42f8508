import { CodedError } from '../shared/errors.ts';
import { usage } from './arguments.ts';
import { createCommandContext, type CommandContext } from './command-context.ts';
import { endOnSignals } from './end-on-signals.ts';
import { EXIT, statusOfError, type ExitStatus } from './exit-status.ts';
import { HELP } from './help.ts';
import { errorJson, printError, printJson, printLine } from './printing.ts';

type Command = (args: readonly string[], context: CommandContext) => Promise<ExitStatus>;

/** Each is loaded when it is called: a seal of a large file needs none of the others in memory. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  approval: async () => (await import('./commands/approval.ts')).approval,
  backup: async () => (await import('./commands/backup.ts')).backup,
  cancel: async () => (await import('./commands/seal-application.ts')).cancel,
  demo: async () => (await import('./commands/demo.ts')).demo,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
  inspect: async () => (await import('./commands/inspect.ts')).inspect,
  loss: async () => (await import('./commands/loss.ts')).loss,
  pin: async () => (await import('./commands/pin.ts')).pin,
  'pin-reset': async () => (await import('./commands/pin-reset.ts')).pinReset,
  policy: async () => (await import('./commands/policy.ts')).policy,
  register: async () => (await import('./commands/register.ts')).register,
  renew: async () => (await import('./commands/seal-application.ts')).renew,
  replace: async () => (await import('./commands/seal-application.ts')).replace,
  restore: async () => (await import('./commands/restore.ts')).restore,
  seal: async () => (await import('./commands/seal.ts')).seal,
  sign: async () => (await import('./commands/sign.ts')).sign,
  status: async () => (await import('./commands/status.ts')).status,
  sync: async () => (await import('./commands/sync.ts')).sync,
  tokens: async () => (await import('./commands/tokens.ts')).tokens,
  verify: async () => (await import('./commands/verify.ts')).verify,
};

/**
 * Runs one command and says how it ended. Every error ends here, printed once in both languages.
 * @param dist folder of every bundle, with a separator at its end
 */
export async function runCommand([name, ...args]: readonly string[], dist: string): Promise<ExitStatus> {
  if (name === undefined || name === '--help' || name === 'help') {
    printLine(HELP);
    return name === undefined ? EXIT.usage : EXIT.done;
  }
  const context = createCommandContext(dist);
  endOnSignals(() => context.stop());
  try {
    const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (load === undefined) throw usage(`unknown command "${name}"`);
    const command = await load();
    return await command(args, context);
  } catch (error) {
    return fail(error, args.includes('--json'));
  } finally {
    context.stop();
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
