import type { CommandContext } from '../command-context.ts';

/**
 * Ctrl+C, a polite kill, a terminal that closes, and Ctrl+Break, which Windows alone has, and by which programs there end others
 * politely; SIGKILL alone leaves no time to tidy up.
 */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const;

/**
 * Ends a command that is told to end. It may end in its own way first, after the piece of work at hand, unless its terminal closes.
 * @param leave leaves no half-written file, and ends by the signal, so that the shell sees how
 * @returns a function that leaves signals alone again
 */
export function endOnSignals(
  context: Pick<CommandContext, 'endsItself' | 'stop'>,
  leave: (told: NodeJS.Signals) => void,
): () => void {
  const end = (signal: NodeJS.Signals): void => {
    if (signal !== 'SIGHUP' && context.endsItself()) return;
    void context.stop();
    forget();
    leave(signal);
  };
  const forget = (): void => SIGNALS.forEach((signal) => void process.off(signal, end));
  SIGNALS.forEach((signal) => void process.on(signal, end));
  return forget;
}
