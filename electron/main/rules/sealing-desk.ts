import { readPolicies, type Policies } from '../../adapters/files/policy-folder.ts';
import { sealingRules } from '../../adapters/sealing-rules.ts';
import type { DocumentEngine } from '../../services/document-engine.ts';
import type { ListedToken } from '../../services/list-tokens.ts';
import type { SealingGate } from '../../services/seal-document.ts';
import { createSealingGate, type GateRules } from '../../services/sealing-gate/create-gate.ts';
import type { SituationPorts } from '../../services/sealing-gate/gather-situation.ts';
import type { LossReportPort, PlatformKnowledgePort } from '../../services/sealing-gate/ports.ts';
import { standingsOf, type SealStandings } from '../../services/sealing-gate/seal-standing.ts';
import { reportBroken } from '../log.ts';
import type { RegisterStore } from '../../services/register/ports.ts';

export interface SealingDeskParts {
  readonly home: string;
  readonly trustFolder: string;
  readonly documents: Pick<DocumentEngine, 'revokedSince'>;
  readonly register: RegisterStore;
  readonly knowledge: PlatformKnowledgePort;
  readonly lossReports: LossReportPort;
  /** Rules for every use, beyond the general ones. */
  readonly further: readonly GateRules[];
}

/** The rules of the jurisdiction in the window: what bars a seal, and what its card says of it. */
export interface SealingDesk {
  readonly policies: Policies;
  readonly situation: SituationPorts;
  /** @param rules further ones for this use, asked last */
  gate(rules: readonly GateRules[]): SealingGate;
  standings(tokens: readonly ListedToken[]): Promise<SealStandings>;
}

/** Profiles are read once: a changed file counts from the next start. */
export function openSealingDesk(parts: SealingDeskParts): SealingDesk {
  const policies = readPolicies(parts.home);
  const situation = sealingRules({ ...parts, policies });
  return {
    policies,
    situation,
    gate: (rules) => createSealingGate(situation, [...parts.further, ...rules]),
    standings: (tokens) => standingsOf(tokens, situation).catch(withoutStandings),
  };
}

/** Keys and seals stay in sight whatever breaks here; the gate asks again before a seal is used. */
function withoutStandings(error: unknown): SealStandings {
  reportBroken('the standing of seals', error);
  return new Map();
}
