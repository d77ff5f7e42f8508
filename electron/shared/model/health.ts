import type { AppError } from '../errors.ts';

/** What is examined of an installation, in the order in which it is told. */
export const HEALTH_CHECKS = [
  'program',
  'folder',
  'settings',
  'register',
  'backups',
  'platforms',
  'drivers',
  'runs',
] as const;
export type HealthCheck = (typeof HEALTH_CHECKS)[number];

/** What was found of one thing. */
export interface HealthFinding {
  readonly check: HealthCheck;
  /** `bad` stands in the way of sealing or loses something; `attention` will, if nobody sees to it. */
  readonly state: 'good' | 'attention' | 'bad';
  readonly problems: readonly AppError[];
  /** Numbers, versions and times; no name of a person, a firm, a seal or a document. */
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
}

/** The health of an installation. */
export interface HealthReport {
  /** ISO 8601 */
  readonly madeAt: string;
  readonly findings: readonly HealthFinding[];
}
