import type { PlatformTrust } from '../../core/platform/signed-statement.ts';
import { type Result, resultOf, unwrap } from '../../shared/result.ts';
import { foreignBundle } from './import-bundle.ts';
import { checkBundle, unpackBundle } from './read-bundle.ts';

/** A bundle that was fetched to be carried to another computer. */
export interface FetchedBundle {
  readonly bytes: Uint8Array;
  /** ISO 8601 */
  readonly issuedAt: string;
  readonly nextUpdate: string;
}

/**
 * Fetches a bundle for a computer in a closed network. Whoever carries it learns here, and not there, that it is cut or
 * forged.
 * @param trust of the platform
 */
export function fetchBundle(
  platform: string,
  fetch: () => Promise<Result<Uint8Array>>,
  trust: PlatformTrust,
): Promise<Result<FetchedBundle>> {
  return resultOf(async () => {
    const bytes = unwrap(await fetch());
    const { manifest } = checkBundle(unpackBundle(bytes), trust);
    if (manifest.platform !== platform) throw foreignBundle(manifest.platform);
    return { bytes, issuedAt: manifest.issuedAt, nextUpdate: manifest.nextUpdate };
  });
}
