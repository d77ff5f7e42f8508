import type { DocumentEngine } from '../services/documents/document-engine.ts';
import type { RegisterStore } from '../services/register/register-store.ts';
import type { SituationPorts, LossReportPort } from '../services/sealing-gate/situation.ts';
import type { PlatformKnowledgePort } from '../services/platform/platform-knowledge.ts';
import { registerUses } from '../services/sealing-gate/register-uses.ts';
import { systemClock } from './system.ts';
import type { Policies } from './files/policy-folder.ts';

export interface SealingRulesParts {
  readonly trustFolder: string;
  readonly register: RegisterStore;
  readonly documents: Pick<DocumentEngine, 'revocationOf'>;
  readonly policies: Policies;
  readonly knowledge: PlatformKnowledgePort;
  readonly lossReports: LossReportPort;
}

/** Returns the ports of the sealing gate on this computer. */
export function sealingRules(parts: SealingRulesParts): SituationPorts {
  const { trustFolder, register, documents, policies, knowledge, lossReports } = parts;
  return {
    clock: systemClock,
    knowledge,
    lossReports,
    revocation: { revocationOf: (certificate) => documents.revocationOf(certificate, trustFolder) },
    uses: registerUses(register),
    profiles: policies.profiles,
  };
}
