import { fork } from 'node:child_process';
import { once } from '../../wire/ports.ts';
import type { StartTokenHost } from './token-hosts.ts';

/**
 * Starts token hosts as child processes, for the command line. What a vendor's module prints goes nowhere: the
 * command's own output stays clean. A host that has nothing to do does not keep the command alive, and ends
 * with it.
 * @param entry path of the built token host
 */
export function childProcessHosts(entry: string): StartTokenHost {
  return (start) => {
    const child = fork(entry, [JSON.stringify(start)], {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.unref();
    child.channel?.unref();
    return {
      // Structured clones, so that bytes cross as Uint8Array. What cannot be sent is followed by the end.
      send: (message) => void child.send(message as object, () => undefined),
      onMessage: (listener) => void child.on('message', listener),
      onEnd: (listener) => {
        const tell = once(listener);
        child.on('exit', () => tell('the process ended'));
        child.on('error', (error) => tell(String(error)));
      },
      end: () => void child.kill('SIGKILL'),
    };
  };
}
