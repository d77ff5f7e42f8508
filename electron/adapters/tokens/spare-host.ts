import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { HostStart } from './token-host-operations.ts';

/** Path of the built token host among all bundles. */
export const tokenHostIn = (dist: string): string => join(dist, 'token-host', 'token-host.js');

/** A host that has started and does not know its module yet. */
let spare: { readonly entry: string; readonly child: ChildProcess } | null = null;

/**
 * Starts a token host while the command that needs it is still being loaded. It is told its module by its first message, and
 * ends with the command if nobody needs it.
 * @param entry path of the built token host
 */
export function prepareHost(entry: string): void {
  spare = { entry, child: forkHost(entry, []) };
}

/** Returns the process of a host: the one that was prepared, or else a new one. */
export function takeHost(entry: string, start: HostStart): ChildProcess {
  const prepared = spare;
  if (prepared?.entry !== entry || !prepared.child.connected) return forkHost(entry, [JSON.stringify(start)]);
  spare = null;
  prepared.child.send(start, () => undefined);
  return prepared.child;
}

/** A host that has nothing to do does not keep the command alive. */
function forkHost(entry: string, args: readonly string[]): ChildProcess {
  const child = fork(entry, args, {
    execArgv: [],
    // Structured clones, so that bytes cross as Uint8Array.
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // A host that cannot start says so to whoever takes it.
  child.on('error', () => undefined);
  child.unref();
  child.channel?.unref();
  return child;
}
