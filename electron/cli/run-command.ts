import { CommanderError } from '@commander-js/extra-typings';
import { versionIn } from '../adapters/program-version.ts';
import { CodedError } from '../shared/errors.ts';
import type { CommandContext } from './command-context.ts';
import { endOnSignals } from './end/end-on-signals.ts';
import { EXIT, type ExitStatus } from './end/exit-status.ts';
import { encodeOutput } from './print/output-encoding.ts';
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
  if (!args.some((arg) => HELP.has(arg))) await prepare(called, args, dist);
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
 * Runs a command with a line on a terminal that says how long it has run, from its second second on; a command that knows how far
 * its work is says more. Nothing is loaded for it if nobody looks.
 */
async function withLine(args: readonly string[], run: () => Promise<unknown>): Promise<void> {
  if (!process.stderr.isTTY || args.includes('--json')) {
    await run();
    return;
  }
  const { withProgress } = await import('./print/show-progress.ts');
  await withProgress({ what: '请稍候 please wait', json: false }, run);
}

const HELP: ReadonlySet<string> = new Set(['-h', '--help']);

/** What sets verdicts on another basis than the home alone: the thread is then started with it. */
const OTHER_BASIS = /^--(?:trust|proof)/;

/** Starts the processes and threads that a command needs in any case, while it is being loaded. */
async function prepare(called: string | undefined, args: readonly string[], dist: string): Promise<void> {
  if (asksKeys(called)) {
    const { prepareHost, tokenHostIn } = await import('../adapters/tokens/spare-host.ts');
    prepareHost(tokenHostIn(dist));
  }
  if (called === 'verify' && !args.some((arg) => OTHER_BASIS.test(arg))) {
    const { examinerIn, prepareExaminer } = await import('../adapters/verdict-exports/spare-examiner.ts');
    prepareExaminer(examinerIn(dist));
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
  const [{ createCommandContext }, { removeUnfinishedDrafts }, { thisSystem }] = await Promise.all([
    import('./command-context.ts'),
    import('../adapters/files/node-files.ts'),
    import('../adapters/systems/this-system.ts'),
  ]);
  const context = createCommandContext(dist);
  const forget = endOnSignals(context, (told) => {
    removeUnfinishedDrafts();
    process.kill(process.pid, thisSystem.endingSignal(told));
  });
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
