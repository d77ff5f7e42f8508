import { moduleOperations, type HostStart } from '../../adapters/tokens/token-host-operations.ts';
import type { Handlers } from '../../wire/operation.ts';
import { handlersOn } from '../../wire/server.ts';
import { resetOperations } from '../reset-secrets.ts';
import { keyPairOperations } from './key-pairs.ts';
import { codedFailure, openModule, type Module, type Pkcs11Operations } from './module.ts';
import { lookOperations, seenObjects } from './read-tokens.ts';
import { setUpOperations } from './set-up.ts';
import { signOperations } from './sign.ts';
import { keepsLogin, standingLogin } from './standing-login.ts';

const OPERATIONS: Pkcs11Operations = {
  ...lookOperations,
  ...signOperations,
  ...keyPairOperations,
  ...setUpOperations,
  ...resetOperations,
  // Every operation that keeps no login ends the one that stands.
  dropLogin: () => null,
};

/** What a host answers for a PKCS#11 module. Whatever the module says becomes a code; nothing is tried twice. */
export function pkcs11Handlers({ module, settings }: HostStart): Handlers<typeof moduleOperations> {
  return handlersOn<typeof moduleOperations, Module>(moduleOperations, OPERATIONS, async (work, call) => {
    try {
      if (!keepsLogin(call)) standingLogin.drop();
      return await work(openModule(module, settings));
    } catch (error) {
      standingLogin.drop();
      throw codedFailure(error);
    } finally {
      if (call.operation !== 'list') seenObjects.forget();
    }
  });
}
