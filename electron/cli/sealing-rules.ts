import { readPolicies } from '../adapters/files/policy-folder.ts';
import { sealingRules } from '../adapters/sealing-rules.ts';
import { readPlatforms } from '../adapters/platform-api/platforms-file.ts';
import type { DemoWorld } from '../services/demo-world/world-description.ts';
import type { GateRules } from '../services/sealing-gate/create-gate.ts';
import { keptDelegations } from '../services/sealing-gate/kept-delegations.ts';
import type { SituationPorts } from '../services/sealing-gate/gather-situation.ts';
import { platformKnowledge } from '../services/platform/platform-knowledge.ts';
import { keptLossReports } from '../services/sealing-gate/kept-loss-reports.ts';
import { applicationBook } from '../services/seal-life/application-book.ts';
import { withRenewedHere } from '../services/seal-life/renewed-here.ts';
import type { Composition } from './composition.ts';
import { printError } from './printing.ts';

/** What bars a seal, for commands; a profile that cannot be used is said on standard error. */
export async function sealingRulesOf(parts: Composition, world: DemoWorld): Promise<SituationPorts> {
  const store = parts.store(world);
  const policies = readPolicies(world.home);
  policies.problems.forEach(printError);
  return sealingRules({
    trustFolder: world.trust.dir,
    register: store,
    documents: await parts.documents(),
    policies,
    knowledge: withRenewedHere(
      platformKnowledge({ settings: readPlatforms(world.home), store: store }),
      applicationBook(store),
    ),
    lossReports: keptLossReports(store),
  });
}

/**
 * The rule of delegations, by what this computer has heard of them.
 * @param purpose what the seal is used for; null where an approver has judged that
 */
export function delegationRule(parts: Composition, world: DemoWorld, purpose: string | null): GateRules {
  const store = parts.store(world);
  return keptDelegations(store, store, purpose);
}
