import { shell, utilityProcess, type UtilityProcess } from 'electron';
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

/** Ends a host by SIGKILL: a hanging module may catch or never see the SIGTERM that `kill` sends. */
function end(host: UtilityProcess): void {
  try {
    if (host.pid === undefined) host.kill();
    else process.kill(host.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Opens the login page of a platform, an address of its bound settings, in the person's own browser (RFC 8252 §8.12). */
export const openInBrowser = (address: string): Promise<void> => shell.openExternal(address);
