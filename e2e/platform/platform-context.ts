import type { SmEngine } from '../../electron/core/sm/engine.ts';
import type { PolicyProfile } from '../../electron/shared/model/policy-profile.ts';
import type { PlatformSchema } from '../../electron/shared/platform-api/schema.ts';
import type { PlatformDatabase } from './store/open-database.ts';
import type { PlatformAuthorities } from './world/authorities.ts';

/** A clock that an operator may set forward or back. */
interface PlatformClock {
  now(): Date;
  /** @param offsetMs the difference from the system's clock */
  set(offsetMs: number): void;
}

/** The parts that everything on the platform works with. */
export interface PlatformContext {
  readonly id: string;
  readonly name: string;
  /** The id of the policy profile that the platform works under. An operator may name another. */
  profileId: string;
  /** The last day of that profile, YYYY-MM-DD, where an operator has stated one; else null. */
  lapsedOn: string | null;
  /** The profile that the platform states. Null when no shipped profile has the id. */
  readonly stated: PolicyProfile | null;
  /** The profile that applies: the national one where the stated one has ended. */
  readonly profile: PolicyProfile | null;
  readonly engine: SmEngine;
  readonly clock: PlatformClock;
  readonly authorities: PlatformAuthorities;
  readonly database: PlatformDatabase;
  readonly random: (length: number) => Uint8Array;
  /** The optional parts of the contract that it offers. */
  readonly capabilities: readonly string[];
  readonly limits: PlatformLimits;
}

/** What the platform says of its limits. */
export type PlatformLimits = Required<PlatformSchema<'PlatformLimits'>>;

export const USUAL_LIMITS: PlatformLimits = {
  requestsPerMinute: 60_000,
  largestJsonOctets: 16 * 1024 * 1024,
  largestPaperOctets: 10 * 1024 * 1024,
  idempotencySeconds: 24 * 60 * 60,
};

/** Returns the system's clock, which an operator may set forward or back. */
export function systemClock(): PlatformClock {
  let offsetMs = 0;
  return {
    now: () => new Date(Date.now() + offsetMs),
    set: (milliseconds) => {
      offsetMs = milliseconds;
    },
  };
}

/** Encodes octets for the contract's JSON. */
export function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

export function octetsOf(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
