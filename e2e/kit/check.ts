import type { KitWorld } from './kit-world.ts';

/** One clause that an operation is held to. */
export interface Check {
  readonly operationId: string;
  /** What the contract asks for, in words. */
  readonly clause: string;
  /** Whether it does the operation's work, or asks for what the operation refuses. */
  readonly tries: 'work' | 'refusal';
  /** @throws ClauseBroken, or an Error of the client whose answer breaks the schema */
  run(world: KitWorld): Promise<void>;
}

/** @param run rejects when the clause is broken */
export const check = (
  operationId: string,
  clause: string,
  run: (world: KitWorld) => Promise<void>,
): Check => ({ operationId, clause, tries: 'work', run });

/** A check with good credentials of what the operation has to refuse. @param run rejects when the clause is broken */
export const refusal = (
  operationId: string,
  clause: string,
  run: (world: KitWorld) => Promise<void>,
): Check => ({ operationId, clause, tries: 'refusal', run });
