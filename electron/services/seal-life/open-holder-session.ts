import { computeZ } from '../../core/sm/signer-identity.ts';
import { concatBytes } from '../../core/bytes/concat.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { certificateOrNull } from '../../core/x509/certificate.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import type { TokenAddress, TokenPort } from '../ports.ts';
import type { HolderSession, SealLifePlatform, SessionSigner } from './ports.ts';

/** A holder's key, with what using it takes. */
export interface HolderKeyUse {
  readonly tokens: Pick<TokenPort, 'signDigest'>;
  readonly address: TokenAddress;
  /** DER */
  readonly certificate: Uint8Array;
  /** The caller zeroes it. */
  readonly pin: Uint8Array;
}

/** Shows a platform that the holder's key is here. Fails with the codes of the token and of the way there. */
export function openHolderSession(
  platform: Pick<SealLifePlatform, 'openSession'>,
  key: HolderKeyUse,
  engine: SmEngine,
): Promise<Result<HolderSession>> {
  return platform.openSession(signerOf(key, engine));
}

function signerOf({ tokens, address, certificate, pin }: HolderKeyUse, engine: SmEngine): SessionSigner {
  return {
    certificate,
    sign: async (tbs) => {
      const publicKey = certificateOrNull(certificate)?.publicKey.sm2 ?? null;
      if (publicKey === null) return failure({ code: 'KEY_KIND_UNSUPPORTED' });
      const message = { z: computeZ(engine, publicKey), tbs };
      const digest = engine.sm3(concatBytes(message.z, tbs));
      const signed = await tokens.signDigest({ ...address, certificate, digest, message }, pin);
      if (!signed.ok) return signed;
      const { value, profile } = signed.value;
      if (engine.verifyDigest(digest, value, publicKey)) return success(value);
      return failure({ code: 'SIGNATURE_MISMATCH', details: { module: address.module, profile } });
    },
  };
}
