import { moduleOperations, type HostStart } from '../../adapters/tokens/token-host-operations.ts';
import type { Handlers } from '../../wire/operation.ts';
import { handlersOn } from '../../wire/server.ts';
import { resetOperations } from '../reset-secrets.ts';
import { lookOperations } from './read-tokens.ts';
import { setUpOperations } from './set-up.ts';
import { signOperations } from './sign.ts';
import { codedSkfFailure, openSkfLibrary, type SkfLibrary, type SkfOperations } from './skf-library.ts';

const OPERATIONS: SkfOperations = {
  ...lookOperations,
  ...signOperations,
  ...setUpOperations,
  ...resetOperations,
  // No login is ever held, because an application's handles close with the call.
  dropLogin: () => null,
};

/** The operations of a host on an SKF library. Every failure of the library becomes a code; nothing is tried twice. */
export function skfHandlers({ module, settings }: HostStart): Handlers<typeof moduleOperations> {
  return handlersOn<typeof moduleOperations, SkfLibrary>(moduleOperations, OPERATIONS, async (work) => {
    try {
      return await work(openSkfLibrary(module, settings));
    } catch (error) {
      throw codedSkfFailure(error);
    }
  });
}
