import { reading } from '../../adapters/files/file-errors.ts';
import { readRegularFile } from '../../adapters/files/regular-file.ts';
import { FILE_BUDGET } from '../../core/budgets.ts';
import type { VerdictHome } from '../../home/open-verdict-home.ts';
import { NO_EVIDENCE, type EvidenceSource } from '../../services/documents/verdict-evidence.ts';
import { type KnownFile, withKnownFiles } from '../../services/evidence/known-files.ts';
import type { CommandContext } from '../command-context.ts';
import { usage } from '../usage.ts';

/** What verdicts of a command go by. */
export interface VerdictBasis {
  readonly trustFolder: string;
  readonly evidence: EvidenceSource;
  /** What proofs of existence say, which the evidence has as well. */
  readonly known: readonly KnownFile[];
  /** Null when a trust folder was named: then no home has a say. */
  readonly home: Pick<VerdictHome, 'evidence'> | null;
}

/**
 * Returns what verdicts go by: the trust folder that is named alone, without platforms and register, or the home.
 * @param proofs paths of proofs of existence, as `register proof` writes them
 * @param whole the home, for a command that has it open already
 * @throws CodedError USAGE when both are given, and as the proofs fail
 */
export async function verdictBasis(
  context: CommandContext,
  folder: string | undefined,
  proofs: readonly string[],
  whole: Pick<VerdictHome, 'trustFolder' | 'evidence' | 'bound' | 'engine'> | null = null,
): Promise<VerdictBasis> {
  if (folder !== undefined) {
    if (proofs.length > 0) {
      throw usage(
        '--proof 依据工作环境中的平台，不能与 --trust 同时使用',
        '--proof goes by the platforms of the world and takes no --trust',
      );
    }
    return { trustFolder: folder, evidence: () => Promise.resolve(NO_EVIDENCE), known: [], home: null };
  }
  const home = whole ?? (await context.verdictHome());
  const known = proofs.length === 0 ? [] : await knownFiles(proofs, home);
  // The home has loaded it; a thread that verifies starts before that.
  const { homeEvidence } = await import('../../adapters/documents/home-evidence.ts');
  const evidence = withKnownFiles(homeEvidence(home.evidence), known);
  return { trustFolder: home.trustFolder, evidence, known, home };
}

/**
 * Reads proofs of existence, as `register proof` writes them. They have to be signed by a platform of the home.
 * @throws CodedError FILE_NOT_FOUND, FILE_UNREADABLE, REGISTER_PROOF_INVALID, REGISTER_PLATFORM_UNKNOWN
 */
async function knownFiles(
  paths: readonly string[],
  home: Pick<VerdictHome, 'bound' | 'engine'>,
): Promise<readonly KnownFile[]> {
  const { checkExistenceProof, readExistenceProof } = await import('../../core/register/existence-proof.ts');
  const roots = await home.bound.roots();
  return paths.map((path) => {
    const proof = readExistenceProof(
      reading(() => readRegularFile(path, { most: FILE_BUDGET.settingsBytes })),
    );
    const { entry, countersignature } = checkExistenceProof(proof, roots, home.engine);
    const existedBy = new Date(countersignature.countersignedAt);
    return { sm3: entry.document?.sm3After ?? null, existedBy };
  });
}
