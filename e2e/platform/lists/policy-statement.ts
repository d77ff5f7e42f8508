import { policyAt, SHIPPED_PROFILES } from '../../../electron/core/policy/policies.ts';
import { policySchema } from '../../../electron/core/policy/policy-schema.ts';
import type { Statement } from '../../../electron/core/platform/signed-statement.ts';
import type { PolicyProfile } from '../../../electron/shared/model/policy-profile.ts';
import { InTurn } from '../in-turn.ts';
import type { PlatformContext } from '../platform-context.ts';
import { Problem } from '../problem.ts';
import type { PlatformDatabase } from '../store/open-database.ts';
import { isByPresentSigner } from './signers.ts';
import { stateAsPlatform } from './statements.ts';
import { say } from '../language.ts';

const HOUR_MS = 3_600_000;
const GOOD_MS = 7 * 24 * HOUR_MS;
const REISSUED_AFTER_MS = 6 * HOUR_MS;

interface PublishedPolicy {
  readonly number: number;
  readonly profile_id: string;
  readonly profile: string;
  readonly statement: string;
  readonly issued_at: string;
}

function newest(database: PlatformDatabase): PublishedPolicy | undefined {
  return database
    .prepare<[], PublishedPolicy>('SELECT * FROM policy_statement ORDER BY number DESC LIMIT 1')
    .get();
}

/** Returns the id of the profile that the platform named last; undefined before the first statement. */
export function namedProfile(database: PlatformDatabase): string | undefined {
  return newest(database)?.profile_id;
}

/** Returns the last day that the platform named last for a profile that does not end by itself; null for none. */
export function namedLapse(database: PlatformDatabase): string | null {
  const last = newest(database);
  if (last === undefined) return null;
  const stated = policySchema.parse(JSON.parse(last.profile));
  const shipped = SHIPPED_PROFILES.find(({ id }) => id === stated.id);
  return stated.effectiveTo === shipped?.effectiveTo ? null : stated.effectiveTo;
}

/** Returns the shipped profile that applies under an id now, with its successors; null when none has the id. */
export function shippedProfile(id: string, now: Date): PolicyProfile | null {
  return policyAt(SHIPPED_PROFILES, id, now);
}

/** The statements that name the profile in force. One is issued whenever that changes or the last becomes old. */
export class PolicyStatements {
  readonly #context: PlatformContext;
  readonly #turns = new InTurn();

  constructor(context: PlatformContext) {
    this.#context = context;
  }

  /** @throws Problem not-found when the platform works under a profile that no client knows */
  present(): Promise<Statement> {
    return this.#turns.run(() => presentStatement(this.#context));
  }
}

async function presentStatement(context: PlatformContext): Promise<Statement> {
  const { database, clock, stated: profile } = context;
  if (profile === null)
    throw new Problem('not-found', say('平台没有可签名的规定', 'The platform has no rules to sign'));
  const now = clock.now();
  const last = newest(database);
  const text = JSON.stringify(profile);
  if (last !== undefined && last.profile === text && isFresh(last, now)) {
    const statement = JSON.parse(last.statement) as Statement;
    if (isByPresentSigner(context, statement)) return statement;
  }
  const number = (last?.number ?? 0) + 1;
  const issuedAt = now.toISOString();
  const nextUpdate = new Date(now.getTime() + GOOD_MS).toISOString();
  const payload = { platform: context.id, number, issuedAt, nextUpdate, profile };
  const statement = await stateAsPlatform(context, 'platform-policy', payload);
  database
    .prepare('INSERT INTO policy_statement VALUES (?, ?, ?, ?, ?)')
    .run(number, profile.id, text, JSON.stringify(statement), issuedAt);
  return statement;
}

function isFresh({ issued_at }: PublishedPolicy, now: Date): boolean {
  const age = now.getTime() - Date.parse(issued_at);
  return age >= 0 && age < REISSUED_AFTER_MS;
}
