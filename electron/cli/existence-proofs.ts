import { readFileSync } from 'node:fs';
import { nodeDocumentEngine } from '../adapters/documents/node-document-engine.ts';
import { homeEvidence } from '../adapters/documents/home-evidence.ts';
import { reading } from '../adapters/files/file-errors.ts';
import { platformRoots } from '../adapters/platform-api/platforms-file.ts';
import { checkExistenceProof, readExistenceProof } from '../core/register/existence-proof.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import type { DocumentEngine } from '../services/documents/document-engine.ts';
import { NO_EVIDENCE, type EvidenceSource } from '../services/documents/verify-document.ts';
import type { Home } from '../home/home.ts';
import { unwrap } from '../shared/result.ts';

/** A file that a platform's word, handed over by whoever sealed it, says was there. */
interface KnownFile {
  readonly sm3: string | null;
  readonly existedBy: Date;
}

/** A document engine that goes by a trust folder alone: no platform and no register bears witness. */
export function documentsWithoutHome(engine: SmEngine): Promise<DocumentEngine> {
  return nodeDocumentEngine(() => Promise.resolve(NO_EVIDENCE), engine);
}

/**
 * A document engine by the evidence of a home and by proofs of existence beside it.
 * @throws CodedError FILE_NOT_FOUND, FILE_UNREADABLE, REGISTER_PROOF_INVALID, REGISTER_PLATFORM_UNKNOWN
 */
export function documentsWithProofs(home: Home, paths: readonly string[]): Promise<DocumentEngine> {
  if (paths.length === 0) return Promise.resolve(home.documents);
  const source = homeEvidence(home.folder, home.evidence);
  return nodeDocumentEngine(withProofs(source, paths, home), home.engine);
}

/**
 * Adds proofs of existence, as `register proof` writes them, to the evidence of a home. Its platforms' word counts.
 * @throws CodedError FILE_NOT_FOUND, FILE_UNREADABLE, REGISTER_PROOF_INVALID, REGISTER_PLATFORM_UNKNOWN
 */
function withProofs(
  source: EvidenceSource,
  paths: readonly string[],
  { settings, engine }: Home,
): EvidenceSource {
  const roots = platformRoots(unwrap(settings));
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
