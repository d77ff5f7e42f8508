import {
  type HostStart,
  type ModuleOperation,
  moduleOperations,
} from '../../adapters/tokens/token-host-operations.ts';
import { decodeCertificate } from '../../core/x509/certificate.ts';
import { CodedError } from '../../shared/errors.ts';
import type { Handlers } from '../../wire/operation.ts';
import { handlersOn, type HandlersOn } from '../../wire/server.ts';
import { resetSecrets } from '../reset-secrets.ts';
import { examineLibrary, readTokens, readKeyPairs } from './read-tokens.ts';
import {
  changePin,
  generateKeyPair,
  performReset,
  storeCertificate,
  storeData,
  unblockPin,
} from './set-up.ts';
import { signDigest, signRequest } from './sign.ts';
import { codedSkfFailure, openSkfLibrary, type SkfLibrary } from './skf-library.ts';

const OPERATIONS: HandlersOn<typeof moduleOperations, SkfLibrary> = {
  list: readTokens,
  examine: examineLibrary,
  signDigest,
  signRequest,
  signStandard: unsupported('signStandard'),
  dropLogin: () => null,
  keyPairs: readKeyPairs,
  initialise: unsupported('initialise'),
  generateKeyPair,
  storeCertificate: (library, request) => {
    // Refuses what is no certificate before the PIN is used.
    decodeCertificate(request.der);
    return storeCertificate(library, request);
  },
  storeData,
  changePin,
  unblockPin,
  beginReset: (_library, request) => resetSecrets.begin(request),
  prepareReset: (_library, request) => resetSecrets.prepare(request),
  performReset,
};

/** What a host answers for an SKF library. Whatever the library says becomes a code; nothing is tried twice. */
export function skfHandlers({ module, settings }: HostStart): Handlers<typeof moduleOperations> {
  return handlersOn(moduleOperations, OPERATIONS, async (work) => {
    try {
      return await work(openSkfLibrary(module, settings));
    } catch (error) {
      throw codedSkfFailure(error);
    }
  });
}

/**
 * Refuses what this interface has no way to do: an SKF device is initialised by its vendor, because making an
 * application takes the device's own key (GM/T 0016 clause 7.2); and only SM2 keys are used over it.
 */
function unsupported(operation: ModuleOperation): () => never {
  return () => {
    throw new CodedError('TOKEN_FAILURE', 'not over SKF', { operation, kind: 'skf' });
  };
}
