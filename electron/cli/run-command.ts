import { CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { removeUnfinishedDrafts } from '../adapters/files/node-files.ts';
import { versionIn } from '../adapters/program-version.ts';
import { CodedError } from '../shared/errors.ts';
import type { CommandContext } from './command-context.ts';
import { EXIT, statusOfError, type ExitStatus } from './exit-status.ts';
import { errorJson, printError, printJson } from './printing.ts';
import { commandCalled, createProgram } from './program.ts';
import { usageFound, usageLines } from './usage.ts';

/**
 * Runs one command and returns its exit status. Every error ends here and is printed once, in both languages.
 * @param typed what was typed behind `sealdesk`; `help seal` is `seal --help`
 * @param dist folder of every bundle, with a separator at its end
 * @param closing is told, at the end, what resolves once everything that was opened is let go of
 */
export async function runCommand(
  typed: readonly string[],
  dist: string,
  closing: (closed: Promise<unknown>) => void = () => undefined,
): Promise<ExitStatus> {
  const args = typed[0] === 'help' ? [...typed.slice(1), '--help'] : typed;
  let opened: OpenedContext | undefined;
  const called = commandCalled(args);
  const program = await createProgram({
    version: versionIn(dist),
    isLoaded: (name) => name === called,
    context: async () => (opened ??= await openContext(dist)).context,
  });
  try {
    if (args.length === 0) {
      program.outputHelp();
      return EXIT.usage;
    }
    await program.parseAsync(args, { from: 'user' });
    return opened?.context.exitStatus() ?? EXIT.done;
  } catch (error) {
    if (opened !== undefined) await opened.note(called ?? '', error);
    return fail(error, calledIn(program, args), args);
  } finally {
    if (opened !== undefined) closing(opened.stop());
  }
}

interface OpenedContext {
  readonly context: CommandContext;
  /** Keeps a line of a problem for a support bundle, without what it names. */
  note(command: string, error: unknown): Promise<void>;
  stop(): Promise<void>;
}

/** Loads and opens the context of commands. The list of all commands does not need it. */
async function openContext(dist: string): Promise<OpenedContext> {
  const { createCommandContext } = await import('./command-context.ts');
  const context = createCommandContext(dist);
  const forget = endOnSignals(context);
  const stop = (): Promise<void> => {
    forget();
    return context.stop();
  };
  const note = async (command: string, error: unknown): Promise<void> => {
    if (error instanceof CommanderError || (error instanceof CodedError && error.code === 'USAGE')) return;
    const { noteProblem } = await import('./note-problem.ts');
    noteProblem(command, error);
  };
  return { context, stop, note };
}

/** Ctrl+C, a polite kill, and a terminal that closes; SIGKILL alone leaves no time to tidy up. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Leaves no half-written file when the command is told to end, then ends by the same signal, so that the shell
 * sees how.
 * A command may end in its own way first, after the piece of work at hand.
 * @returns a function that leaves signals alone again
 */
function endOnSignals(context: Pick<CommandContext, 'endsItself' | 'stop'>): () => void {
  const end = (signal: NodeJS.Signals): void => {
    if (signal !== 'SIGHUP' && context.endsItself()) return;
    void context.stop();
    removeUnfinishedDrafts();
    forget();
    process.kill(process.pid, signal);
  };
  const forget = (): void => SIGNALS.forEach((signal) => void process.off(signal, end));
  SIGNALS.forEach((signal) => void process.on(signal, end));
  return forget;
}

/** Finds the command that arguments name, and goes no deeper than they are right. */
function calledIn(command: CommandUnknownOpts, args: readonly string[]): CommandUnknownOpts {
  const [name, ...rest] = args;
  const found = command.commands.find((each) => each.name() === name);
  return found === undefined ? command : calledIn(found, rest);
}

function fail(error: unknown, command: CommandUnknownOpts, args: readonly string[]): ExitStatus {
  const found = error instanceof CommanderError;
  if (found && error.exitCode === 0) return EXIT.done;
  const json = args.includes('--json');
  const known = found ? usageFound(error, command, args) : error;
  if (!(known instanceof CodedError)) return failUnexpectedly(known, json);
  if (known.code === 'USAGE') process.stderr.write(`${usageLines(known, command)}\n`);
  else printError(known.toAppError());
  if (json) printJson(errorJson(known.toAppError()));
  return statusOfError(known.code);
}

function failUnexpectedly(error: unknown, json: boolean): ExitStatus {
  printError({ code: 'INTERNAL' });
  if (json) printJson(errorJson({ code: 'INTERNAL' }));
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return statusOfError('INTERNAL');
}
