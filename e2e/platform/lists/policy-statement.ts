import { policyAt, SHIPPED_PROFILES } from '../../../electron/core/policy/policies.ts';
import { policySchema } from '../../../electron/core/policy/policy-schema.ts';
import type { PolicyProfile } from '../../../electron/shared/model/policy-profile.ts';
import type { PlatformContext } from '../platform-context.ts';
import { Problem } from '../problem.ts';
import type { PlatformDatabase } from '../store/open-database.ts';
import { type IssuedStatements, issuedStatements } from './issued-statements.ts';
import { say } from '../language.ts';

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

/** The statements that name the profile in force. There is none under a profile that no client knows. */
export const policyStatements = (context: PlatformContext): IssuedStatements =>
  issuedStatements<PublishedPolicy>(context, {
    type: 'platform-policy',
    newest,
    saying: ({ database, stated: profile }) => {
      if (profile === null)
        throw new Problem('not-found', say('平台没有可签名的规定', 'The platform has no rules to sign'));
      const text = JSON.stringify(profile);
      return {
        members: { profile },
        isIn: (row) => row.profile === text,
        keep: (number, statement, issuedAt) =>
          database
            .prepare('INSERT INTO policy_statement VALUES (?, ?, ?, ?, ?)')
            .run(number, profile.id, text, statement, issuedAt),
      };
    },
  });
