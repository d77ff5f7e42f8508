import type { CallOf } from '../../adapters/pkcs11/token-host-protocol.ts';
import { CodedError } from '../../shared/errors.ts';
import {
  containerOfId,
  nameOf,
  PURPOSES,
  withContainer,
  type Purpose,
  type SkfContainer,
} from './containers.ts';
import { writeFile } from './files.ts';
import { onToken } from './find-token.ts';
import { changeUserPin, unblockUserPin, withUser } from './given-pins.ts';
import { exportPoint, generatePair } from './public-key.ts';
import type { SkfLibrary } from './skf-library.ts';

/** Makes an SM2 key pair in a new container, the private key never to leave it. @returns the public point */
export function generateKeyPair(library: SkfLibrary, call: CallOf<'generateKeyPair'>): Uint8Array {
  return onToken(library, call.serial, (opened) =>
    withUser(opened, call.pin, () =>
      withContainer(opened, nameOf(call.id), generatePair, 'SKF_CreateContainer'),
    ),
  );
}

export function storeCertificate(library: SkfLibrary, call: CallOf<'storeCertificate'>): null {
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

/** A certificate belongs to the pair whose public point stands in it. */
function purposeOf(container: SkfContainer, der: Uint8Array): Purpose {
  for (const purpose of ['sign', 'encrypt'] as const) {
    const point = exportPoint(container, purpose);
    if (point !== null && Buffer.from(der).includes(Buffer.from(point))) return purpose;
  }
  throw new CodedError('KEY_NOT_FOUND', 'no key pair of that certificate');
}

export function storeData(library: SkfLibrary, call: CallOf<'storeData'>): null {
  onToken(library, call.serial, (opened) => {
    withUser(opened, call.pin, () => writeFile(opened, call.label, call.value));
    return true;
  });
  return null;
}

/** Changes the user's PIN; the old one counts as a try. */
export function changePin(library: SkfLibrary, call: CallOf<'changePin'>): null {
  onToken(library, call.serial, (opened) => {
    changeUserPin(opened, call.pin, call.newPin);
    return true;
  });
  return null;
}

/** Sets a new user PIN by the administrator's, which unlocks it. */
export function unblockPin(library: SkfLibrary, call: CallOf<'unblockPin'>): null {
  onToken(library, call.serial, (opened) => {
    unblockUserPin(opened, call.soPin, call.newPin);
    return true;
  });
  return null;
}
