import type { PlatformSchema } from '../../electron/shared/platform-api/schema.ts';
import { type ContractRoute, contractRoutes, contractVersion } from '../platform/api/contract.ts';
import type { Check } from './check.ts';
import { guardedChecks, notOfferedCheck } from './check-common.ts';
import { HOLDER_CHECKS } from './check-holder.ts';
import { LIST_CHECKS } from './check-lists.ts';
import { REFUSAL_CHECKS } from './check-refusals.ts';
import { REGISTER_CHECKS } from './check-registers.ts';
import { type KitCredentials, KitWorld } from './kit-world.ts';
import type { KitDialect } from './kit-dialect.ts';
import { type ClauseResult, type KitReport, operationReport, type Tried } from './report.ts';

const WORK: readonly Check[] = [...LIST_CHECKS, ...HOLDER_CHECKS, ...REGISTER_CHECKS, ...REFUSAL_CHECKS];

/**
 * Holds a platform to the contract, one operation after the other. What the checks begin they end, except for reports of
 * the loss of a seal that does not exist and a register of the kit.
 * @param dialect puts requests into the words of a platform that speaks otherwise; null where it speaks the contract
 * @throws Error when nobody answers at the address
 */
export async function runKit(
  credentials: KitCredentials,
  dialect: KitDialect | null = null,
): Promise<KitReport> {
  const world = await KitWorld.open(credentials, dialect?.sender ?? null);
  const offered = await offeredBy(world);
  const isOffered = ({ capability }: ContractRoute): boolean =>
    capability === null || offered === null || offered.includes(capability);
  const clauses = new Map<string, ClauseResult[]>();
  const tried = new Map<string, Tried>();
  const run = async (each: Check): Promise<void> => {
    const result = await outcomeOf(each, world);
    clauses.set(each.operationId, [...(clauses.get(each.operationId) ?? []), result]);
  };
  const routes = contractRoutes();
  for (const route of routes) {
    if (!isOffered(route)) await run(notOfferedCheck(route));
    else if (route.security?.length !== 0) for (const each of guardedChecks(route)) await run(each);
  }
  const open = new Set(routes.filter(isOffered).map(({ operationId }) => operationId));
  for (const each of WORK.filter(({ operationId }) => open.has(operationId))) {
    if (tried.get(each.operationId) !== 'work') tried.set(each.operationId, each.tries);
    await run(each);
  }
  return {
    platform: credentials.platform,
    url: dialect?.url ?? credentials.url,
    dialect: dialect?.name ?? null,
    contract: contractVersion(),
    at: new Date().toISOString(),
    answersHeldAgainstTheContract: world.client.checked,
    operations: routes.map((route) =>
      operationReport(
        route,
        clauses.get(route.operationId) ?? [],
        isOffered(route),
        tried.get(route.operationId) ?? 'nothing',
      ),
    ),
  };
}

/** Returns the parts that a platform offers; null when it does not say. */
async function offeredBy(world: KitWorld): Promise<readonly string[] | null> {
  const answer = await world.client.call('describePlatform');
  return answer.json<PlatformSchema<'Platform'>>().capabilities ?? null;
}

async function outcomeOf({ clause, run }: Check, world: KitWorld): Promise<ClauseResult> {
  try {
    await run(world);
    return { clause, failure: null };
  } catch (error) {
    return { clause, failure: error instanceof Error ? error.message : String(error) };
  }
}
