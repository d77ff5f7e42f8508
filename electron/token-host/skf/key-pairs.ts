import type { CallOf, TokenHostValue } from '../../adapters/pkcs11/token-host-protocol.ts';
import { containerNames, idOf, withContainer } from './containers.ts';
import { textOf } from './cells.ts';
import { onToken } from './find-token.ts';
import { exportPoint } from './public-key.ts';
import type { SkfLibrary } from './skf-library.ts';

/** The SM2 key pairs for signatures, known by their public keys, without a PIN. */
export function readKeyPairs(
  library: SkfLibrary,
  { serial }: CallOf<'keyPairs'>,
): TokenHostValue<'keyPairs'> {
  return onToken(library, serial, (opened) =>
    containerNames(opened).flatMap((name) => {
      const publicKey = withContainer(opened, name, (container) => exportPoint(container, 'sign'));
      return publicKey === null ? [] : [{ id: idOf(name), label: textOf(name), publicKey }];
    }),
  );
}
