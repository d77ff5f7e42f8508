import { moduleOperations, type HostStart } from '../../adapters/tokens/token-host-operations.ts';
import type { Handlers } from '../../wire/operation.ts';
import { handlersOn } from '../../wire/server.ts';
import { resetOperations } from '../reset-secrets.ts';
import { keyPairOperations } from './key-pairs.ts';
import { codedFailure, openModule, type Module, type Pkcs11Operations } from './module.ts';
import { lookOperations, seenObjects } from './read-tokens.ts';
import { setUpOperations } from './set-up.ts';
import { signOperations } from './sign.ts';
import { keepsLogin, heldLogin } from './held-login.ts';

const OPERATIONS: Pkcs11Operations = {
  ...lookOperations,
  ...signOperations,
  ...keyPairOperations,
  ...setUpOperations,
  ...resetOperations,
  // Every operation that keeps no login ends the held one.
  dropLogin: () => null,
};

/** The operations of a host on a PKCS#11 module. Every failure of the module becomes a code; nothing is tried twice. */
export function pkcs11Handlers({ module, settings }: HostStart): Handlers<typeof moduleOperations> {
  return handlersOn<typeof moduleOperations, Module>(moduleOperations, OPERATIONS, async (work, call) => {
    try {
      if (!keepsLogin(call)) heldLogin.drop();
      return await work(openModule(module, settings));
    } catch (error) {
      heldLogin.drop();
      throw codedFailure(error);
    } finally {
      if (call.operation !== 'list') seenObjects.forget();
    }
  });
}
