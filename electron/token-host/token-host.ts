import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
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
 * Runs in a thread of its own, because a module that hangs holds the main one. Windows never gives a process
 * another parent, so that there a host that hangs when the app is killed stays until its module returns.
 */
const WATCH = `
const { ppid } = process;
setInterval(() => {
  if (process.ppid !== ppid) process.kill(process.pid, 'SIGKILL');
}, 1000);
`;

/*
 * The process that alone loads vendor modules: one module a process. It answers calls in their order, and whatever a
 * module does to it (crash, hang, print) stays here. It is started with one argument: the JSON of a HostStart.
 */
const start = hostStartSchema.parse(JSON.parse(process.argv.at(-1) ?? ''));
let loaded: Promise<Handlers<typeof tokenHostOperations>> | undefined;
serve(tokenHostOperations, () => (loaded ??= loadInterface(start)), parentPort(), {
  inOrder: true,
  // A broken invariant ends this process as a crash of the module does.
  report: (_operation, error) => {
    throw error;
  },
});

/** Each interface needs a native part of its own: only the one that the module speaks is loaded. */
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

/** A file that cannot be read goes the way of PKCS#11, which says what is wrong with it. */
function speaksSkf(module: string): boolean {
  try {
    return interfaceIn(readFileSync(module)) === 'skf';
  } catch {
    return false;
  }
}

/** What Electron adds to `process` in a utility process; declared here because no type of Electron is imported. */
interface ElectronPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** The app's end: Electron's parentPort in a utility process, the IPC channel in a child process. */
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

/** Ends this process soon after its parent has ended, whatever a module is doing. */
function endWithParent(): void {
  new Worker(WATCH, { eval: true }).unref();
}
