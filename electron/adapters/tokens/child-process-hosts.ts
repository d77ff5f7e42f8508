import { once } from '../../wire/ports.ts';
import { takeHost } from './spare-host.ts';
import type { StartTokenHost } from './token-hosts.ts';

/**
 * Starts token hosts as child processes, for the command line. What a vendor's module prints goes nowhere: the
 * command's own output stays clean. A host that has nothing to do does not keep the command alive, and ends
 * with it.
 * @param entry path of the built token host
 */
export function childProcessHosts(entry: string): StartTokenHost {
  return (start) => {
    const child = takeHost(entry, start);
    return {
      // What cannot be sent is followed by the end.
      send: (message) => void child.send(message as object, () => undefined),
      onMessage: (listener) => void child.on('message', listener),
      onEnd: (listener) => {
        const tell = once(listener);
        child.on('exit', () => tell('the process ended'));
        child.on('error', (error) => tell(String(error)));
        // One that was prepared may have ended before anybody listened.
        if (child.exitCode !== null || child.signalCode !== null) tell('the process ended');
      },
      end: () => void child.kill('SIGKILL'),
    };
  };
}
