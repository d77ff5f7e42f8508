import type { TokenAddress, TokenPort } from '../ports/tokens.ts';
import type { CheckpointKey } from '../register/sign-checkpoint.ts';
import type { ChosenSeal } from '../tokens/token-seals.ts';
import type { PinOf } from './seal-order.ts';

/** The keys of one act: one PIN each, and one login for uses that follow each other where the key's login is held. */
export interface ActKeys {
  /** Signs, and remembers whose login stands afterwards. */
  readonly tokens: TokenPort;
  /** Returns the PIN for the next use of a key; null when its login stands. */
  pinFor(key: TokenAddress): Uint8Array | null;
  /** Returns the key of a seal that has signed in this act, to sign the register with; null for one that has not. */
  usedKey(seal: Pick<ChosenSeal, 'token' | 'certificate'>): CheckpointKey | null;
}

/** @param pinOf the caller zeroes the PINs when the act has ended */
export function actKeys(tokens: TokenPort, pinOf: PinOf): ActKeys {
  const used = new Set<string>();
  // A second login would end the one that an earlier signature has left open, and the login of another key ends it too.
  let standing: string | null = null;
  const pinFor = (key: TokenAddress): Uint8Array | null => (standing === nameOf(key) ? null : pinOf(key));
  const watched: TokenPort = {
    list: () => tokens.list(),
    signDigest: async (request) => {
      const signed = await tokens.signDigest(request);
      standing = signed.ok && signed.value.held === true ? nameOf(request) : null;
      if (signed.ok) used.add(nameOf(request));
      return signed;
    },
  };
  return {
    tokens: watched,
    pinFor,
    usedKey: ({ token, certificate }) => {
      if (!used.has(nameOf(token))) return null;
      const { module, serial } = token;
      return { tokens: watched, address: { module, serial }, certificate, pin: pinFor(token) };
    },
  };
}

const nameOf = ({ module, serial }: TokenAddress): string => JSON.stringify([module, serial]);
