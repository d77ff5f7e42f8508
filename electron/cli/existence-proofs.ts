import { readFileSync } from 'node:fs';
import { reading } from '../adapters/files/file-errors.ts';
import { platformRoots, readPlatforms } from '../adapters/platform-api/platforms-file.ts';
import { checkExistenceProof, readExistenceProof } from '../core/register/existence-proof.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import type { EvidenceSource } from '../services/documents/evidence.ts';
import { unwrap } from '../shared/result.ts';

/** A file that a platform's word, handed over by whoever sealed it, says was there. */
interface KnownFile {
  readonly sm3: string | null;
  readonly existedBy: Date;
}

/**
 * Evidence with proofs of existence beside it, as `register proof` writes them.
 * @param home of the platforms whose word counts
 * @throws CodedError FILE_NOT_FOUND, FILE_UNREADABLE, REGISTER_PROOF_INVALID, REGISTER_PLATFORM_UNKNOWN
 */
export function withProofs(
  source: EvidenceSource,
  paths: readonly string[],
  home: string,
  engine: SmEngine,
): EvidenceSource {
  const roots = platformRoots(unwrap(readPlatforms(home)));
  const known = paths.map((path): KnownFile => {
    const proof = readExistenceProof(reading(() => Uint8Array.from(readFileSync(path))));
    const { entry, countersignature } = checkExistenceProof(proof, roots, engine);
    const existedBy = new Date(countersignature.countersignedAt);
    return { sm3: entry.document?.sm3After ?? null, existedBy };
  });
  return async (trustFolder) => {
    const evidence = await source(trustFolder);
    const existedBy = async (sm3: string): Promise<Date | null> => {
      const own = (await evidence.existedBy?.(sm3)) ?? null;
      return earliest([own, ...known.filter((file) => file.sm3 === sm3).map((file) => file.existedBy)]);
    };
    return { ...evidence, existedBy };
  };
}

function earliest(dates: readonly (Date | null)[]): Date | null {
  const times = dates.flatMap((date) => date?.getTime() ?? []);
  return times.length === 0 ? null : new Date(Math.min(...times));
}
