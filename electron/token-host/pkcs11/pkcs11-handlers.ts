import { type HostStart, moduleOperations } from '../../adapters/tokens/token-host-operations.ts';
import type { Handlers } from '../../wire/operation.ts';
import { handlersOn, type HandlersOn } from '../../wire/server.ts';
import { resetSecrets } from '../reset-secrets.ts';
import { heldLogin, keepsLogin } from './held-login.ts';
import { generateKeyPair, readKeyPairs } from './key-pairs.ts';
import { codedFailure, type Module, openModule } from './module.ts';
import { examineModule, readTokens, seenObjects } from './read-tokens.ts';
import {
  changePin,
  initialiseToken,
  performReset,
  storeCertificate,
  storeData,
  unblockPin,
} from './set-up.ts';
import { signDigest, signRequest, signStandard } from './sign.ts';

const OPERATIONS: HandlersOn<typeof moduleOperations, Module> = {
  list: readTokens,
  examine: examineModule,
  signDigest,
  signRequest,
  signStandard,
  dropLogin: () => null,
  keyPairs: readKeyPairs,
  initialise: initialiseToken,
  generateKeyPair,
  storeCertificate,
  storeData,
  changePin,
  unblockPin,
  beginReset: (_module, request) => resetSecrets.begin(request),
  prepareReset: (_module, request) => resetSecrets.prepare(request),
  performReset,
};

/** What a host answers for a PKCS#11 module. Whatever the module says becomes a code; nothing is tried twice. */
export function pkcs11Handlers({ module, settings }: HostStart): Handlers<typeof moduleOperations> {
  return handlersOn(moduleOperations, OPERATIONS, async (work, call) => {
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
