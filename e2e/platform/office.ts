import type { SmEngine } from '../../electron/core/sm/engine.ts';
import type { PolicyProfile } from '../../electron/shared/model/policy-profile.ts';
import type { PlatformAuthorities } from './world/authorities.ts';
import type { PlatformDatabase } from './store/open-database.ts';

/** A clock that an operator may put forward or back. */
export interface PlatformClock {
  now(): Date;
  /** @param offsetMs from the system's clock */
  set(offsetMs: number): void;
}

/** What everything on the platform works with. */
export interface Office {
  readonly id: string;
  readonly name: string;
  /** Of the policy profile that the platform names to its clients. */
  readonly profileId: string;
  /** Null where the profile is none of those that ship. */
  readonly profile: PolicyProfile | null;
  readonly engine: SmEngine;
  readonly clock: PlatformClock;
  readonly authorities: PlatformAuthorities;
  readonly database: PlatformDatabase;
  random(length: number): Uint8Array;
}
