import type {
  CallOf,
  HostSettings,
  TokenHostCall,
  TokenHostOperation,
  TokenHostValue,
} from '../../adapters/pkcs11/token-host-protocol.ts';
import { resultOf, type Result } from '../../shared/result.ts';
import { resetDesk } from '../reset-secrets.ts';
import { readKeyPairs } from './key-pairs.ts';
import { performReset } from './perform-reset.ts';
import { examineLibrary, readTokens } from './read-tokens.ts';
import { changePin, generateKeyPair, storeCertificate, storeData, unblockPin } from './set-up.ts';
import { signDigest, signRequest } from './sign-digest.ts';
import { codedSkfFailure } from './skf-error.ts';
import { unsupported } from './unsupported.ts';
import { openSkfLibrary, type SkfLibrary } from './skf-library.ts';

type Operations = {
  readonly [Operation in TokenHostOperation]: (
    library: SkfLibrary,
    call: CallOf<Operation>,
  ) => TokenHostValue<Operation> | Promise<TokenHostValue<Operation>>;
};

const OPERATIONS: Operations = {
  list: readTokens,
  examine: examineLibrary,
  signDigest,
  signRequest,
  signStandard: unsupported('signStandard'),
  dropLogin: () => null,
  keyPairs: readKeyPairs,
  initialise: unsupported('initialise'),
  generateKeyPair,
  storeCertificate,
  storeData,
  changePin,
  unblockPin,
  beginReset: (_library, call) => resetDesk.begin(call),
  prepareReset: (_library, call) => resetDesk.prepare(call),
  performReset,
};

/** Runs one call on an SKF library. Whatever it answers becomes a code; nothing is tried twice. */
export function performSkfCall(
  path: string,
  settings: HostSettings,
  call: TokenHostCall,
): Promise<Result<unknown>> {
  const operation = OPERATIONS[call.operation] as (library: SkfLibrary, call: TokenHostCall) => unknown;
  return resultOf(async () => {
    try {
      return await operation(openSkfLibrary(path, settings), call);
    } catch (error) {
      throw codedSkfFailure(error);
    }
  });
}
