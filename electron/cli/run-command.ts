import { setFlagsFromString } from 'node:v8';
import { CommanderError } from '@commander-js/extra-typings';
import { versionIn } from '../adapters/program-version.ts';
import { prepareHost, tokenHostIn } from '../adapters/tokens/spare-host.ts';
import { CodedError } from '../shared/errors.ts';
import type { CommandContext } from './command-context.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { encodeOutput } from './output-encoding.ts';
import { asksKeys, commandCalled, createProgram } from './program.ts';

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
  if (asksKeys(called) && !args.some((arg) => HELP.has(arg))) prepareHost(tokenHostIn(dist));
  const program = await createProgram({
    version: versionIn(dist),
    isLoaded: (name) => name === called,
    context: async () => (opened ??= await openContext(dist)).context,
  });
  try {
    encodeOutput();
    if (args.length === 0) {
      program.outputHelp();
      return EXIT.usage;
    }
    keepNurserySmall();
    await withLine(args, () => program.parseAsync(args, { from: 'user' }));
    return opened?.context.exitStatus() ?? EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
    if (opened !== undefined) await opened.note(called ?? '', error);
    const { fail } = await import('./failed-command.ts');
    return fail(error, program, args);
  } finally {
    if (opened !== undefined) closing(opened.stop());
  }
}

/**
 * A large file must not cost a command more memory than a small one, so the nursery of its heap does not grow. Code that was compiled
 * under other flags counts for nothing, so this comes after the command is loaded.
 */
function keepNurserySmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/**
 * Runs a command with a line on a terminal that says how long it has run, from its second second on; a command that knows how far
 * its work is says more. Nothing is loaded for it if nobody looks.
 */
async function withLine(args: readonly string[], run: () => Promise<unknown>): Promise<void> {
  if (!process.stderr.isTTY || args.includes('--json')) {
    await run();
    return;
  }
  const { withProgress } = await import('./show-progress.ts');
  await withProgress({ what: '请稍候 please wait', json: false }, run);
}

const HELP: ReadonlySet<string> = new Set(['-h', '--help']);

interface OpenedContext {
  readonly context: CommandContext;
  /** Keeps a line of a problem for a support bundle, without what it names. */
  note(command: string, error: unknown): Promise<void>;
  stop(): Promise<void>;
}

/** Loads and opens the context of commands. The list of all commands does not need it. */
async function openContext(dist: string): Promise<OpenedContext> {
  const [{ createCommandContext }, { removeUnfinishedDrafts }] = await Promise.all([
    import('./command-context.ts'),
    import('../adapters/files/node-files.ts'),
  ]);
  const context = createCommandContext(dist);
  const forget = endOnSignals(context, removeUnfinishedDrafts);
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
function endOnSignals(
  context: Pick<CommandContext, 'endsItself' | 'stop'>,
  removeUnfinishedDrafts: () => void,
): () => void {
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
