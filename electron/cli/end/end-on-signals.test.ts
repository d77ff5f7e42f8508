import { describe, expect, it } from 'vitest';
import { endOnSignals } from './end-on-signals.ts';

/** Tells this process to end, as the system would. A signal of another system reaches nobody by itself. */
const tell = (signal: NodeJS.Signals): boolean => process.emit(signal, signal);

/** A command that may end in its own way, with what was done at its end. */
function command(endsItself: boolean) {
  const done: string[] = [];
  const stop = (): Promise<void> => {
    done.push('stopped');
    return Promise.resolve();
  };
  const forget = endOnSignals(
    { endsItself: () => endsItself, stop },
    (told) => void done.push(`left by ${told}`),
  );
  return { done, forget };
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const;

describe('A command', () => {
  it.each(SIGNALS)('stops, and leaves once, after %s', (signal) => {
    const { done } = command(false);
    tell(signal);
    tell(signal);
    expect(done).toEqual(['stopped', `left by ${signal}`]);
  });

  it('goes on to the end of its piece of work, unless its terminal closes', () => {
    const { done } = command(true);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const) tell(signal);
    expect(done).toEqual([]);
    tell('SIGHUP');
    expect(done).toEqual(['stopped', 'left by SIGHUP']);
  });

  it('that has ended hears no signal', () => {
    const { done, forget } = command(false);
    forget();
    SIGNALS.forEach(tell);
    expect(done).toEqual([]);
  });
});
