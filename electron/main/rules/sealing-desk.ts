import { readPolicies, type Policies } from '../../adapters/files/policy-folder.ts';
import { sealingRules } from '../../adapters/sealing-rules.ts';
import type { DocumentEngine } from '../../services/documents/document-engine.ts';
import type { ListedToken } from '../../services/tokens/list-tokens.ts';
import type { SealingGate } from '../../services/documents/seal-document.ts';
import { createSealingGate, type GateRules } from '../../services/sealing-gate/create-gate.ts';
import { keptDelegations } from '../../services/seal-life/delegations.ts';
import type { SituationPorts, LossReportPort } from '../../services/sealing-gate/situation.ts';
import type { PlatformKnowledgePort } from '../../services/platform/platform-knowledge.ts';
import { standingsOf, type SealStandings } from '../../services/sealing-gate/seal-standing.ts';
import { reportBroken } from '../log.ts';
import type { RecordStore } from '../../services/records/records.ts';
import type { RegisterStore } from '../../services/register/register-store.ts';

export interface SealingDeskParts {
  readonly home: string;
  readonly trustFolder: string;
  readonly documents: Pick<DocumentEngine, 'revocationOf'>;
  readonly register: RegisterStore;
  readonly knowledge: PlatformKnowledgePort;
  readonly lossReports: LossReportPort;
  readonly records: RecordStore;
}

/** The rules of the jurisdiction in the window: what bars a seal, and what its card says of it. */
export interface SealingDesk {
  readonly policies: Policies;
  readonly situation: SituationPorts;
  /**
   * @param purpose what the seal is used for; null where an approver has judged that
   * @param rules further ones for this use, asked last
   */
  gate(purpose: string | null, rules: readonly GateRules[]): SealingGate;
  standings(tokens: readonly ListedToken[]): Promise<SealStandings>;
}

/** Profiles are read once: a changed file counts from the next start. */
export function openSealingDesk(parts: SealingDeskParts): SealingDesk {
  const policies = readPolicies(parts.home);
  const situation = sealingRules({ ...parts, policies });
  return {
    policies,
    situation,
    gate: (purpose, rules) => {
      const delegations = keptDelegations(parts.records, parts.register, purpose);
      return createSealingGate(situation, [delegations, ...rules]);
    },
    standings: (tokens) => standingsOf(tokens, situation).catch(withoutStandings),
  };
}

/** Keys and seals stay in sight whatever breaks here; the gate asks again before a seal is used. */
function withoutStandings(error: unknown): SealStandings {
  reportBroken('the standing of seals', error);
  return new Map();
}
