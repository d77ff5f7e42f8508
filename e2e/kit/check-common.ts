import type { PlatformSchema } from '../../electron/shared/platform-api/schema.ts';
import type { ContractRoute } from '../platform/api/contract.ts';
import type { ContractCall } from '../fixtures/servers/contract-client.ts';
import { type Check, check } from './check.ts';
import { holds, type KitWorld } from './kit-world.ts';

/** Values that fit the schemas of parameters and name nothing. */
const NOTHING = { esId: 'nothing', approvalSm3: '0'.repeat(64) } as const;

/** Returns a call that fits the contract in its path, and shows no credentials. */
function bare({ path }: ContractRoute): ContractCall {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return { path: { ...Object.fromEntries(names.map((name) => [name, 'nothing'])), ...NOTHING } };
}

const problemOf = async (
  world: KitWorld,
  { operationId }: ContractRoute,
  call: ContractCall,
): Promise<{ status: number; language: string; problem: PlatformSchema<'Problem'> }> => {
  const answer = await world.client.call(operationId, call);
  holds(answer.status >= 400, `${answer.status} in place of a refusal`);
  return {
    status: answer.status,
    language: String(answer.headers['content-language']),
    problem: answer.json(),
  };
};

const UNAUTHENTICATED: ReadonlySet<string> = new Set(['unauthorised', 'register-not-open']);

/** The checks of an operation that needs credentials. They leave everything as it is. */
export function guardedChecks(route: ContractRoute): readonly Check[] {
  const { operationId, security } = route;
  const refusal = (headers: Record<string, string>) => async (world: KitWorld) => {
    const { status, problem } = await problemOf(world, route, { ...bare(route), headers });
    holds(status === 401 && UNAUTHENTICATED.has(problem.code), `${status} ${problem.code} in place of 401`);
    holds(problem.type === `urn:sealdesk:problem:${problem.code}`, `the type is ${problem.type}`);
  };
  const checks = [
    check(operationId, 'Authentication: nobody gets it without credentials (401)', refusal({})),
    check(operationId, 'Language: title and detail are in the language asked for', async (world) => {
      for (const [asked, wanted] of [
        ['en', 'en'],
        ['zh-CN', 'zh'],
      ] as const) {
        const headers = { 'accept-language': asked };
        const { language } = await problemOf(world, route, { ...bare(route), headers });
        holds(language === wanted, `Content-Language ${language} where ${asked} was asked for`);
      }
    }),
  ];
  if (security?.includes('session') !== true) return checks;
  const stale = { authorization: `Bearer ${'A'.repeat(24)}` };
  return [
    ...checks,
    check(operationId, 'Authentication: nobody gets it with a wrong or expired token (401)', refusal(stale)),
  ];
}

/** The check of an operation of a part that the platform does not offer. */
export const notOfferedCheck = (route: ContractRoute): Check =>
  check(route.operationId, 'Capabilities: what is not offered answers 404 not-offered', async (world) => {
    const { status, problem } = await problemOf(world, route, bare(route));
    holds(status === 404 && problem.code === 'not-offered', `${status} ${problem.code}`);
  });
