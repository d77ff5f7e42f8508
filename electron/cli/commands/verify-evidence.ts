import { homeEvidence } from '../../adapters/documents/home-evidence.ts';
import { reading } from '../../adapters/files/file-errors.ts';
import { readRegularFile } from '../../adapters/files/regular-file.ts';
import { FILE_BUDGET } from '../../core/budgets.ts';
import type { PlatformRoots } from '../../core/register/checkpoint.ts';
import { checkExistenceProof, readExistenceProof } from '../../core/register/existence-proof.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { Home } from '../../home/home.ts';
import { NO_EVIDENCE, type EvidenceSource } from '../../services/documents/verify-document.ts';
import type { CommandContext } from '../command-context.ts';
import { usage } from '../usage.ts';

/** What verdicts of a command go by. */
export interface VerdictBasis {
  readonly trustFolder: string;
  readonly evidence: EvidenceSource;
  /** Null when a trust folder was named: then no home has a say. */
  readonly home: Home | null;
}

/**
 * Returns what verdicts go by: the trust folder that is named alone, without platforms and register, or the home.
 * @param proofs paths of proofs of existence, as `register proof` writes them
 * @throws CodedError USAGE when both are given, and as the proofs fail
 */
export async function verdictBasis(
  context: CommandContext,
  folder: string | undefined,
  proofs: readonly string[],
): Promise<VerdictBasis> {
  if (folder !== undefined) {
    if (proofs.length > 0) {
      throw usage(
        '--proof 依据工作环境中的平台，不能与 --trust 同时使用',
        '--proof goes by the platforms of the world and takes no --trust',
      );
    }
    return { trustFolder: folder, evidence: () => Promise.resolve(NO_EVIDENCE), home: null };
  }
  const home = await context.home();
  const evidence = homeEvidence(home.evidence);
  return {
    trustFolder: home.trustFolder,
    evidence:
      proofs.length === 0 ? evidence : withProofs(evidence, proofs, home.engine, await home.bound.roots()),
    home,
  };
}

/** A file that existed by a time, as a platform countersigned. */
interface KnownFile {
  readonly sm3: string | null;
  readonly existedBy: Date;
}

/**
 * Adds proofs of existence, as `register proof` writes them, to the evidence of a home. They have to be signed by
 * one of its platforms.
 * @throws CodedError FILE_NOT_FOUND, FILE_UNREADABLE, REGISTER_PROOF_INVALID, REGISTER_PLATFORM_UNKNOWN
 */
function withProofs(
  source: EvidenceSource,
  paths: readonly string[],
  engine: SmEngine,
  roots: PlatformRoots,
): EvidenceSource {
  const known = paths.map((path): KnownFile => {
    const proof = readExistenceProof(
      reading(() => readRegularFile(path, { most: FILE_BUDGET.settingsBytes })),
    );
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
