import { concatBytes } from '../bytes/byte-arrays.ts';
import { SM2_PUBLIC_KEY_LENGTH, SM2_SIGNATURE_LENGTH, SM3_LENGTH, type SmEngine } from '../sm/engine.ts';
import { KeptByBytes } from './kept-by-bytes.ts';

/** A batch of documents has few certificates, seals and lists; its documents' own signatures pass through. */
const LIMITS = { entries: 2_048, bytes: 1024 * 1024 };

/**
 * Returns an engine that checks an SM2 signature once: those on certificates, seals and lists come again with every
 * document. Digest, value and key decide alone whether a signature holds; no time and no list changes that, so that
 * nothing has to be forgotten when they change. Trust, dates and revocation are judged anew for each document.
 */
export function withKeptSignatures(engine: SmEngine): SmEngine {
  const kept = new KeptByBytes<boolean>(LIMITS, () => 0);
  return {
    ...engine,
    verifyDigest: (digest, signature, publicKey) => {
      const check = (): boolean => engine.verifyDigest(digest, signature, publicKey);
      // Parts of other lengths could be joined in two ways; the engine refuses them at once.
      const isRegular =
        digest.length === SM3_LENGTH &&
        signature.length === SM2_SIGNATURE_LENGTH &&
        publicKey.length === SM2_PUBLIC_KEY_LENGTH;
      // The digest of what was signed stands last, where keys are told apart.
      return isRegular ? kept.of(concatBytes(publicKey, signature, digest), check) : check();
    },
  };
}
