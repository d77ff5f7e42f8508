import {
  type HostStart,
  moduleOperations,
  type TokenAnswer,
  type TokenRequest,
} from '../../adapters/tokens/token-host-operations.ts';
import { decodeCertificate } from '../../core/x509/certificate.ts';
import { CodedError } from '../../shared/errors.ts';
import type { Handlers } from '../../wire/operation.ts';
import { handlersOn } from '../../wire/server.ts';
import {
  openAsOfficer,
  replaceSoPin,
  resetOperations,
  resetSecrets,
  type ResetSecrets,
} from '../reset-secrets.ts';
import {
  containerOfId,
  exportPoint,
  generatePair,
  nameOf,
  type Purpose,
  PURPOSES,
  type SkfContainer,
  withContainer,
} from './containers.ts';
import type { SkfApplication } from './device.ts';
import { writeFile } from './files.ts';
import { onToken } from './find-token.ts';
import {
  changeAdminPin,
  changeUserPin,
  readPinState,
  unblockUserPin,
  verifyAdminPin,
  withUser,
} from './pins.ts';
import { lookOperations } from './read-tokens.ts';
import { signOperations } from './sign.ts';
import {
  codedSkfFailure,
  openSkfLibrary,
  type SkfLibrary,
  type SkfOperations,
  unsupported,
} from './skf-library.ts';

const OPERATIONS: SkfOperations = {
  ...lookOperations,
  ...signOperations,
  // Operations that change the PINs and objects of a token.
  initialise: unsupported('initialise'),
  generateKeyPair,
  storeCertificate: (library, request) => {
    // Refuses a file that is no certificate before the PIN is used.
    decodeCertificate(request.der);
    return storeCertificate(library, request);
  },
  storeData,
  changePin,
  unblockPin,
  performReset,
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

/** Makes an SM2 key pair in a new container; the private key can never leave it. @returns the public point */
function generateKeyPair(library: SkfLibrary, call: TokenRequest<'generateKeyPair'>): Uint8Array {
  return onToken(library, call.serial, (opened) =>
    withUser(opened, call.pin, () =>
      withContainer(opened, nameOf(call.id), generatePair, 'SKF_CreateContainer'),
    ),
  );
}

/** @throws KEY_NOT_FOUND when no container has this id, or no pair in it has the certificate's public key */
export function storeCertificate(library: SkfLibrary, call: TokenRequest<'storeCertificate'>): null {
  onToken(library, call.serial, (opened) =>
    withUser(opened, call.pin, () =>
      withContainer(opened, containerOfId(opened, call.id), (container) => {
        const purpose = PURPOSES[purposeOf(container, call.der)];
        library.call('SKF_ImportCertificate', container.container, purpose, call.der, call.der.length);
        return true;
      }),
    ),
  );
  return null;
}

/** Returns the purpose of the pair that a certificate belongs to: the one with its public point. */
function purposeOf(container: SkfContainer, der: Uint8Array): Purpose {
  for (const purpose of ['sign', 'encrypt'] as const) {
    const point = exportPoint(container, purpose);
    if (point !== null && Buffer.from(der).includes(Buffer.from(point))) return purpose;
  }
  throw new CodedError('KEY_NOT_FOUND', 'no key pair of that certificate');
}

function storeData(library: SkfLibrary, call: TokenRequest<'storeData'>): null {
  onToken(library, call.serial, (opened) => {
    withUser(opened, call.pin, () => writeFile(opened, call.label, call.value));
    return true;
  });
  return null;
}

/** Changes the user's PIN; the old one counts as a try. */
function changePin(library: SkfLibrary, call: TokenRequest<'changePin'>): null {
  onToken(library, call.serial, (opened) => {
    changeUserPin(opened, call.pin, call.newPin);
    return true;
  });
  return null;
}

/** Sets a new user PIN by the administrator's PIN, which unlocks it. */
function unblockPin(library: SkfLibrary, call: TokenRequest<'unblockPin'>): null {
  onToken(library, call.serial, (opened) => {
    unblockUserPin(opened, call.soPin, call.newPin);
    return true;
  });
  return null;
}

/** Sets the PIN by the administrator's PIN of a prepared reset (SKF_UnblockPIN), then replaces the latter. */
function performReset(library: SkfLibrary, call: TokenRequest<'performReset'>): TokenAnswer<'performReset'> {
  return resetSecrets.use(call.serial, (secrets) =>
    onToken(library, call.serial, (opened) => {
      const { soPin } = openApplication(opened, call.newPin, secrets);
      return replaceSoPin(secrets, soPin, () => setAdminPin(opened, secrets));
    }),
  );
}

/** Unblocking includes the administrator's PIN. When the user's PIN is set already, that PIN is only verified. */
function openApplication(opened: SkfApplication, newPin: Uint8Array | null, secrets: ResetSecrets) {
  const open = (adminPin: Uint8Array): void =>
    newPin === null ? verifyAdminPin(opened, adminPin) : unblockUserPin(opened, adminPin, newPin);
  return openAsOfficer(secrets, open, () => readPinState(opened, 'securityOfficer').finalTry);
}

function setAdminPin(opened: SkfApplication, { present, next }: ResetSecrets): void {
  try {
    changeAdminPin(opened, present, next);
  } catch (error) {
    throw codedSkfFailure(error);
  }
}
