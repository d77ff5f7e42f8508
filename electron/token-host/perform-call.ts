import type {
  CallOf,
  HostSettings,
  TokenHostCall,
  TokenHostOperation,
  TokenHostValue,
} from '../adapters/pkcs11/token-host-protocol.ts';
import { resultOf, type Result } from '../shared/result.ts';
import { examineModule } from './examine-module.ts';
import { codedFailure } from './failure-codes.ts';
import { generateKeyPair } from './generate-key-pair.ts';
import { heldLogin, keepsLogin } from './held-login.ts';
import { initialiseToken } from './initialise-token.ts';
import { readKeyPairs } from './key-pairs.ts';
import { openModule, type Module } from './module.ts';
import { changePin, unblockPin } from './pin-changes.ts';
import { performReset } from './perform-reset.ts';
import { readTokens, seenObjects } from './read-tokens.ts';
import { resetDesk } from './reset-secrets.ts';
import { signDigest, signRequest } from './sign-digest.ts';
import { signStandard } from './sign-standard.ts';
import { storeCertificate, storeData } from './store-objects.ts';

type Operations = {
  readonly [Operation in TokenHostOperation]: (
    module: Module,
    call: CallOf<Operation>,
  ) => TokenHostValue<Operation> | Promise<TokenHostValue<Operation>>;
};

const OPERATIONS: Operations = {
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
  beginReset: (_module, call) => resetDesk.begin(call),
  prepareReset: (_module, call) => resetDesk.prepare(call),
  performReset,
};

/** Runs one call on the module. Whatever the module answers becomes a code; nothing is tried twice. */
export function performCall(
  path: string,
  settings: HostSettings,
  call: TokenHostCall,
): Promise<Result<unknown>> {
  const operation = OPERATIONS[call.operation] as (module: Module, call: TokenHostCall) => unknown;
  return resultOf(async () => {
    try {
      if (!keepsLogin(call)) heldLogin.drop();
      return await operation(openModule(path, settings), call);
    } catch (error) {
      heldLogin.drop();
      throw codedFailure(error);
    } finally {
      if (call.operation !== 'list') seenObjects.forget();
    }
  });
}
