import { utilityProcess, type UtilityProcess } from 'electron';
import type { StartTokenHost } from '../../adapters/tokens/token-hosts.ts';

/**
 * Starts token hosts as Electron's utility processes: the only processes of the app that load a vendor's module.
 * What a module prints goes nowhere.
 * @param entry path of the built token host
 */
export function utilityHosts(entry: string): StartTokenHost {
  return (start) => {
    const host = utilityProcess.fork(entry, [JSON.stringify(start)], {
      serviceName: 'SealDesk token host',
      stdio: 'ignore',
    });
    return {
      send: (message) => host.postMessage(message),
      onMessage: (listener) => void host.on('message', listener),
      onEnd: (listener) => void host.once('exit', () => listener('the process ended')),
      end: () => end(host),
    };
  };
}

/** SIGKILL, because a module may hang where SIGTERM, which `kill` sends, is caught or never seen. */
function end(host: UtilityProcess): void {
  try {
    if (host.pid === undefined) host.kill();
    else process.kill(host.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
