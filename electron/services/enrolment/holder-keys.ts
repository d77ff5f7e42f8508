import { equalBytes } from '../../core/bytes/equal.ts';
import { allowsSignatures } from '../../core/x509/key-usage.ts';
import { certificateOrNull, type Certificate } from '../../core/x509/certificate.ts';
import type { TokenSnapshot } from '../../shared/model/token-snapshot.ts';
import { generateKey, type KeyUse, type TokenHolder, type TokenKey } from '../demo-world/token-holder.ts';
import type { TokenKeyPair } from '../ports/tokens.ts';

/** A key of the holder, and the certificate that it has on the token already. */
export interface HolderKey extends TokenKey {
  readonly certificate: Certificate | null;
  readonly generated: boolean;
}

/**
 * The key for each use: the one that is certified for it, else one without a certificate, which an enrolment
 * that was broken off left behind, else a new one.
 * @param pairs the SM2 key pairs on the token
 * @throws CodedError of the token
 */
export async function holderKeys(
  holder: TokenHolder,
  snapshot: TokenSnapshot,
  pairs: readonly TokenKeyPair[],
): Promise<Readonly<Record<KeyUse, HolderKey>>> {
  const certified = pairs.map((pair) => ({ pair, certificate: certificateOf(pair, snapshot) }));
  const free = certified.filter(({ certificate }) => certificate === null).map(({ pair }) => pair);
  const find = async (use: KeyUse): Promise<HolderKey> => {
    const known = certified.findLast(
      ({ certificate }) =>
        certificate !== null && allowsSignatures(certificate.keyUsage) === (use === 'signing'),
    );
    if (known !== undefined) return { use, ...known.pair, certificate: known.certificate, generated: false };
    const left = free.shift();
    if (left !== undefined) return { use, ...left, certificate: null, generated: false };
    return { ...(await generateKey(holder, use)), certificate: null, generated: true };
  };
  const signing = await find('signing');
  return { signing, encryption: await find('encryption') };
}

/** By the key itself: CKA_ID is not unique everywhere. The last one stored is the latest. */
function certificateOf({ publicKey }: TokenKeyPair, { certificates }: TokenSnapshot): Certificate | null {
  const own = certificates
    .map(({ der }) => certificateOrNull(der))
    .filter((each) => each !== null)
    .filter(({ publicKey: { sm2 } }) => sm2 !== null && equalBytes(sm2, publicKey));
  return own.toSorted((left, right) => left.notBefore.getTime() - right.notBefore.getTime()).at(-1) ?? null;
}
