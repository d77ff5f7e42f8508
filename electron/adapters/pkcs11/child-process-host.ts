import { fork } from 'node:child_process';
import type { StartTokenHost } from './token-host-process.ts';

/**
 * Starts token hosts as child processes, for the command line. What a vendor's module prints goes nowhere: the
 * command's own output stays clean. A host that has nothing to do does not keep the command alive, and ends
 * with it.
 * @param entry path of the built token host
 */
export function childProcessHosts(entry: string): StartTokenHost {
  return () => {
    const child = fork(entry, [], {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.unref();
    child.channel?.unref();
    return {
      send: (message) => void child.send(message as object, () => undefined),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => {
        let told = false;
        const tell = (): void => {
          if (!told) listener();
          told = true;
        };
        child.on('exit', tell);
        child.on('error', tell);
      },
      kill: () => void child.kill('SIGKILL'),
    };
  };
}
