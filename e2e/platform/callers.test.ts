import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { writeProof } from '../fixtures/proof.ts';
import { contractRoutes } from './api/contract.ts';
import {
  type Caller,
  type CallerCase,
  callerCases,
  CALLERS,
  type HoldersThings,
  makeCallers,
  makeThings,
} from './cases/callers.ts';
import { ContractWorld } from './cases/contract-world.ts';

const routes = contractRoutes();
const guarded = routes.filter(({ security }) => security?.length !== 0);

describe('An operation about a holder’s things', () => {
  let things: HoldersThings;
  let cases: Readonly<Record<string, CallerCase>>;
  let call: Awaited<ReturnType<typeof makeCallers>>;
  const table: Record<string, Record<string, string>> = {};

  beforeAll(async () => {
    const world = await ContractWorld.open();
    things = await makeThings(world);
    cases = await callerCases(world, things);
    call = await makeCallers(world);
  });

  afterAll(() => {
    writeProof('contract-callers', {
      command: 'vitest e2e/platform/callers.test.ts',
      public: routes
        .filter(({ security }) => security?.length === 0)
        .map(({ operationId, caller }) => ({
          operationId,
          caller,
        })),
      guarded: guarded.map(({ operationId, security, caller }) => ({
        operationId,
        security,
        caller,
        answers: table[operationId],
      })),
    });
  });

  it.each(guarded.map(({ operationId }) => operationId))('refuses strangers: %s', async (operationId) => {
    const each = cases[operationId];
    if (each === undefined) throw new Error(`${operationId} has no case in cases/callers.ts`);
    const answers: Record<string, string> = {};
    for (const caller of CALLERS) {
      const { status, bytes } = await call(caller, operationId, each.call);
      const marks = [
        things.esId,
        things.application,
        things.delegation,
        things.registerId,
        things.approval.id,
      ];
      const isOwn = status === 200 && !marks.some((mark) => bytes.toString('utf8').includes(mark));
      answers[caller] = isOwn ? '200, nothing of the holder’s' : String(status);
      const wanted = expectedOf(each, caller);
      expect({ caller, status: isOwn ? 'own' : status }).toEqual({ caller, status: wanted });
    }
    table[operationId] = answers;
  });

  it('has no case that the document does not know', () => {
    const known = new Set(guarded.map(({ operationId }) => operationId));
    expect(Object.keys(cases).filter((operationId) => !known.has(operationId))).toEqual([]);
  });
});

/** A credential of another kind than the operation takes is none. */
function expectedOf(each: CallerCase, caller: Caller): number | 'own' {
  if (caller === 'anotherHolder') return each.anotherHolder ?? 401;
  if (caller === 'anotherRegister') return each.anotherRegister ?? 401;
  return 401;
}
