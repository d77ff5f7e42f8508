import type { TokenAnswer, TokenRequest } from '../../adapters/tokens/token-host-operations.ts';
import { CodedError } from '../../shared/errors.ts';
import {
  containerNames,
  containerOfId,
  exportCertificate,
  type SkfContainer,
  withContainer,
} from './containers.ts';
import { type SkfApplication } from './device.ts';
import { keepHead } from './files.ts';
import { onToken } from './find-token.ts';
import { withUser } from './pins.ts';
import { unsupported, type SkfLibrary, type SkfOperations } from './skf-library.ts';

/** Operations that sign, with keys that have a certificate or not. */
export const signOperations = {
  signDigest,
  signRequest,
  signStandard: unsupported('signStandard'),
} satisfies Partial<SkfOperations>;

/** ECCSIGNATUREBLOB, clause 6.4.6: two fields of 64 bytes with the value at their end. */
const FIELD_BYTES = 64;
const NUMBER_BYTES = 32;
const BLOB_CAPACITY = 512;

/**
 * Signs e with the key of a certificate for signatures, never with one for encryption. A missing token or key is
 * noticed before the PIN is used. No login is held, because an application's handles close with the call.
 * @returns r ‖ s, not yet checked against the certificate
 * @throws TOKEN_REMOVED, KEY_NOT_FOUND, SOFT_TOKEN_REFUSED, PIN_REQUIRED and the token's errors
 */
function signDigest(library: SkfLibrary, call: TokenRequest<'signDigest'>): TokenAnswer<'signDigest'> {
  const { serial, certificate, digest, pin, head } = call;
  if (pin === null) throw new CodedError('PIN_REQUIRED', 'no login stands');
  const signed = onToken(library, serial, (opened) => {
    const name = containerOf(opened, certificate);
    if (name === null) return null;
    return signIn(opened, name, pin, (container) => {
      const value = sign(container, digest);
      return head === undefined ? { value } : { value, headKept: keepHead(opened, head, value) };
    });
  });
  return { ...signed, profile: library.profile.name, held: false };
}

/** Signs a certificate request with the key pair of an id, which has no certificate yet. */
function signRequest(library: SkfLibrary, call: TokenRequest<'signRequest'>): TokenAnswer<'signRequest'> {
  const value = onToken(library, call.serial, (opened) =>
    signIn(opened, containerOfId(opened, call.keyId), call.pin, (container) => sign(container, call.digest)),
  );
  return { value, profile: library.profile.name };
}

/** Names of containers are not unique between tokens, but the certificate's DER is. */
function containerOf(opened: SkfApplication, certificate: Uint8Array): Uint8Array | null {
  const wanted = Buffer.from(certificate);
  const holds = (name: Uint8Array): boolean =>
    withContainer(opened, name, (container) =>
      wanted.equals(exportCertificate(container, 'sign') ?? new Uint8Array()),
    );
  return containerNames(opened).find(holds) ?? null;
}

function signIn<T>(
  opened: SkfApplication,
  name: Uint8Array,
  pin: Uint8Array,
  work: (container: SkfContainer) => T,
): T {
  return withContainer(opened, name, (container) => withUser(opened, pin, () => work(container)));
}

function sign({ opened: { library }, container }: SkfContainer, digest: Uint8Array): Uint8Array {
  const blob = new Uint8Array(BLOB_CAPACITY);
  library.call('SKF_ECCSignData', container, digest, digest.length, blob);
  const number = (field: number): Uint8Array =>
    blob.subarray((field + 1) * FIELD_BYTES - NUMBER_BYTES, (field + 1) * FIELD_BYTES);
  return Uint8Array.from([...number(0), ...number(1)]);
}
