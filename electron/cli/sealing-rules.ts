import { readPolicies } from '../adapters/files/policy-folder.ts';
import { sealingRules } from '../adapters/sealing-rules.ts';
import { readPlatforms } from '../adapters/platform-api/platforms-file.ts';
import { platformStore } from '../adapters/store/platform-store.ts';
import { recordStore } from '../adapters/store/record-store.ts';
import { registerStore } from '../adapters/store/register-store.ts';
import type { DemoWorld } from '../services/demo-world/world-description.ts';
import type { GateRules } from '../services/sealing-gate/create-gate.ts';
import { keptDelegations } from '../services/seal-life/delegations.ts';
import type { SituationPorts } from '../services/sealing-gate/situation.ts';
import { platformKnowledge } from '../services/platform/platform-knowledge.ts';
import { keptLossReports } from '../services/seal-life/loss-reports.ts';
import { applicationRecords, withRenewedHere } from '../services/seal-life/applications.ts';
import type { Composition } from './composition.ts';
import { printError } from './printing.ts';

/** What bars a seal, for commands; a profile that cannot be used is said on standard error. */
export async function sealingRulesOf(parts: Composition, world: DemoWorld): Promise<SituationPorts> {
  const store = parts.store(world);
  const policies = readPolicies(world.home);
  policies.problems.forEach(printError);
  return sealingRules({
    trustFolder: world.trust.dir,
    register: registerStore(store),
    documents: await parts.documents(),
    policies,
    knowledge: withRenewedHere(
      platformKnowledge({ settings: readPlatforms(world.home), store: platformStore(store) }),
      applicationRecords(recordStore(store)),
    ),
    lossReports: keptLossReports(recordStore(store)),
  });
}

/**
 * The rule of delegations, by what this computer has heard of them.
 * @param purpose what the seal is used for; null where an approver has judged that
 */
export function delegationRule(parts: Composition, world: DemoWorld, purpose: string | null): GateRules {
  const store = parts.store(world);
  return keptDelegations(recordStore(store), registerStore(store), purpose);
}
