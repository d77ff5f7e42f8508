import type { KitWorld } from './kit-world.ts';

/** One clause that an operation is held to. */
export interface Check {
  readonly operationId: string;
  /** What the contract asks for, in words. */
  readonly clause: string;
  /** @throws ClauseBroken, or an Error of the client whose answer breaks the schema */
  run(world: KitWorld): Promise<void>;
}

/** @param run rejects when the clause is broken */
export const check = (
  operationId: string,
  clause: string,
  run: (world: KitWorld) => Promise<void>,
): Check => ({ operationId, clause, run });
