import { FINISH, tokenHostRequestSchema } from '../adapters/pkcs11/token-host-protocol.ts';
import { loadInterface, type LoadedInterface } from './load-interface.ts';
import { openParentPort } from './parent-port.ts';
import { zeroPins } from './pins.ts';

/**
 * The process that alone loads vendor modules: one module a process. It answers requests in their order, and
 * whatever a module does to it (crash, hang, print) stays here.
 */
const parent = openParentPort();
let loaded: LoadedInterface | undefined;
let previous: Promise<void> = Promise.resolve();

async function answer(message: unknown): Promise<void> {
  const request = tokenHostRequestSchema.safeParse(message);
  if (!request.success) return;
  const { id, module, settings, call } = request.data;
  try {
    loaded ??= await loadInterface(module);
    parent.send({ id, result: await loaded.perform(module, settings, call) });
  } finally {
    zeroPins(call);
  }
}

function finish(): void {
  loaded?.close();
  process.exit(0);
}

parent.onMessage((message) => {
  previous = previous.then(() => (message === FINISH ? finish() : answer(message)));
});
