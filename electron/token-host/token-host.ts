import { readFileSync } from 'node:fs';
import { componentFailure, type NativeComponent } from '../adapters/native-components.ts';
import { SOCKET_ARGUMENT } from '../adapters/tokens/host-line.ts';
import { fileOfModule, interfacesIn, isSkfSide } from '../adapters/tokens/module-file.ts';
import {
  hostStartSchema,
  tokenHostOperations,
  type HostStart,
} from '../adapters/tokens/token-host-operations.ts';
import { CodedError } from '../shared/errors.ts';
import { checkFewMessages } from '../wire/few-messages.ts';
import type { Handlers } from '../wire/operation.ts';
import type { Port } from '../wire/ports.ts';
import { serve } from '../wire/server.ts';
import { endWithParent } from './end-with-parent.ts';
import { enterFolderOf } from './loading-folder.ts';
import { connectToParent } from './socket-port.ts';

/*
 * Only this process loads vendor modules, one module a process. It answers calls in their order, and a module that
 * crashes, hangs or prints affects this process alone. Its one argument is the JSON of a HostStart; without an argument the
 * first message is one. A host of another runtime is told all by its standard input instead.
 */
checkFewMessages();
// A utility process of Electron 37 and later goes on after a rejection that nobody handles, and would never answer again.
process.on('unhandledRejection', () => process.exit(1));
// Ctrl+C at a terminal, and Ctrl+Break at one of Windows, reach every process there. The command decides what it ends after, and this
// process ends with it.
for (const signal of ['SIGINT', 'SIGBREAK'] as const) process.on(signal, () => undefined);
const last = process.argv.at(-1) ?? '';
if (last === SOCKET_ARGUMENT) {
  const { line, port } = await connectToParent();
  begin(line.start, port);
} else {
  const port = parentPort();
  if (last.startsWith('{')) begin(hostStartSchema.parse(JSON.parse(last)), port);
  else process.once('message', (start) => begin(hostStartSchema.parse(start), port));
}

function begin(start: HostStart, port: Port): void {
  let loaded: Promise<Handlers<typeof tokenHostOperations>> | undefined;
  serve(tokenHostOperations, () => (loaded ??= loadInterface(start)), port, {
    inOrder: true,
    // A broken invariant ends this process, as a crash of the module does.
    report: (_operation, error) => {
      throw error;
    },
  });
}

/** Loads a compiled part of this program. @throws COMPONENT_NOT_LOADED, COMPONENT_SYSTEM_TOO_OLD: no driver is to blame */
async function loadComponent<T>(component: NativeComponent, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    const failure = componentFailure(component, error);
    if (failure === null) throw error;
    const code = failure.systemTooOld ? 'COMPONENT_SYSTEM_TOO_OLD' : 'COMPONENT_NOT_LOADED';
    throw new CodedError(code, String(error), failure.details);
  }
}

/** Loads the native part for the module's interface and no other. */
async function loadInterface(host: HostStart): Promise<Handlers<typeof tokenHostOperations>> {
  enterFolderOf(fileOfModule(host.module));
  if (speaksSkf(host.module)) {
    const { skfHandlers } = await loadComponent('koffi', () => import('./skf/skf-handlers.ts'));
    // SKF has no function that ends a library.
    return { ...skfHandlers(host), finish: () => process.exit(0) };
  }
  const [{ pkcs11Handlers }, { closeModule }] = await loadComponent('pkcs11js', () =>
    Promise.all([import('./pkcs11/pkcs11-handlers.ts'), import('./pkcs11/module.ts')]),
  );
  const finish = (): never => {
    closeModule();
    process.exit(0);
  };
  return { ...pkcs11Handlers(host), finish };
}

/** Tells a module's interface. An unreadable file counts as PKCS#11, which then reports the reason. */
function speaksSkf(module: string): boolean {
  try {
    return isSkfSide(module) || interfacesIn(readFileSync(module))[0] === 'skf';
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
    // Elsewhere the runtime itself ends its processes with the app, also one that hangs.
    if (process.platform === 'win32') void endWithParent();
    return {
      send: (message) => electron.postMessage(message),
      onMessage: (listener) => electron.on('message', ({ data }) => listener(data)),
    };
  }
  process.on('disconnect', () => process.exit(0));
  void endWithParent();
  return {
    send: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', listener),
  };
}
