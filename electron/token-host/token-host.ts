import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { Worker } from 'node:worker_threads';
import type Koffi from 'koffi';
import { config } from 'zod';
import { interfaceIn } from '../adapters/tokens/module-file.ts';
import {
  hostStartSchema,
  tokenHostOperations,
  type HostStart,
} from '../adapters/tokens/token-host-operations.ts';
import type { Handlers } from '../wire/operation.ts';
import type { Port } from '../wire/ports.ts';
import { serve } from '../wire/server.ts';

/**
 * Watches the parent in a separate thread, because a module that hangs blocks the main thread. Windows never gives a
 * process another parent, so a hanging host of a killed app remains there until its module returns.
 */
const WATCH = `
const { ppid } = process;
setInterval(() => {
  if (process.ppid !== ppid) process.kill(process.pid, 'SIGKILL');
}, 1000);
`;

/** Of prctl(2). */
const PR_SET_PDEATHSIG = 1;

/*
 * Only this process loads vendor modules, one module a process. It answers calls in their order, and a module that
 * crashes, hangs or prints affects this process alone. Its one argument is the JSON of a HostStart; without an argument the
 * first message is one.
 */
// A host checks a few messages in its life: compiling a checker for each takes longer than checking.
config({ jitless: true });
const port = parentPort();
const last = process.argv.at(-1) ?? '';
if (last.startsWith('{')) begin(hostStartSchema.parse(JSON.parse(last)));
else process.once('message', (start) => begin(hostStartSchema.parse(start)));

function begin(start: HostStart): void {
  let loaded: Promise<Handlers<typeof tokenHostOperations>> | undefined;
  serve(tokenHostOperations, () => (loaded ??= loadInterface(start)), port, {
    inOrder: true,
    // A broken invariant ends this process, as a crash of the module does.
    report: (_operation, error) => {
      throw error;
    },
  });
}

/** Loads the native part for the module's interface and no other. */
async function loadInterface(host: HostStart): Promise<Handlers<typeof tokenHostOperations>> {
  if (speaksSkf(host.module)) {
    const { skfHandlers } = await import('./skf/skf-handlers.ts');
    // SKF has no function that ends a library.
    return { ...skfHandlers(host), finish: () => process.exit(0) };
  }
  const [{ pkcs11Handlers }, { closeModule }] = await Promise.all([
    import('./pkcs11/pkcs11-handlers.ts'),
    import('./pkcs11/module.ts'),
  ]);
  const finish = (): never => {
    closeModule();
    process.exit(0);
  };
  return { ...pkcs11Handlers(host), finish };
}

/** Tells a module's interface. An unreadable file counts as PKCS#11, which then reports the reason. */
function speaksSkf(module: string): boolean {
  try {
    return interfaceIn(readFileSync(module)) === 'skf';
  } catch {
    return false;
  }
}

/** Electron's addition to `process` in a utility process, declared here because no type of Electron is imported. */
interface ElectronPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** Connects to the app: Electron's parentPort in a utility process, the IPC channel in a child process. */
function parentPort(): Port {
  const { parentPort: electron } = process as { parentPort?: ElectronPort };
  if (electron !== undefined) {
    return {
      send: (message) => electron.postMessage(message),
      onMessage: (listener) => electron.on('message', ({ data }) => listener(data)),
    };
  }
  process.on('disconnect', () => process.exit(0));
  endWithParent();
  return {
    send: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', listener),
  };
}

/** Ends this process with its parent, or soon after, whatever a module is doing. */
function endWithParent(): void {
  try {
    if (process.platform === 'linux') return endBySignal(process.ppid);
  } catch {
    // Without koffi for this system, or where the kernel refuses, a thread has to watch.
  }
  new Worker(WATCH, { eval: true }).unref();
}

/** The module as it is required: what an import adds to the same takes longer than the call that it is loaded for. */
function loadKoffi(): typeof Koffi {
  // The package has the same members for both.
  return createRequire(import.meta.url)('koffi') as typeof Koffi;
}

/** Has the kernel end this process with its parent (prctl(2)), which costs less than a thread that watches. */
function endBySignal(parent: number): void {
  const koffi = loadKoffi();
  const prctl = koffi
    .load(null)
    .func('int prctl(int, unsigned long, unsigned long, unsigned long, unsigned long)');
  if (prctl(PR_SET_PDEATHSIG, constants.signals.SIGKILL, 0, 0, 0) !== 0) throw new Error('prctl refuses');
  // A parent that ended before the call sends no signal any more: this process has another one by then.
  if (process.ppid !== parent) process.exit(0);
}
