import type { Person } from './loss-report.ts';

/** 续期, 换领, 注销: what a holder applies for in the life of a seal. */
export const APPLICATION_KINDS = ['renewal', 'replacement', 'cancellation'] as const;

export type ApplicationKind = (typeof APPLICATION_KINDS)[number];

/** The states that a platform gives an application; `done` where its outcome is in effect. */
export const APPLICATION_STATES = [
  'draft',
  'underReview',
  'approved',
  'rejected',
  'withdrawn',
  'expired',
  'done',
] as const;

export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** One state that an application was in, and since when this computer knows. */
export interface ApplicationStep {
  readonly state: ApplicationState;
  readonly at: string;
}

/** An application as this computer follows it. Times are ISO 8601. */
export interface SealApplication {
  /** The platform's. */
  readonly number: string;
  readonly platformId: string;
  readonly kind: ApplicationKind;
  readonly esId: string;
  readonly sealName: string;
  readonly reason: string;
  readonly applicant: Person;
  readonly tokenSerial: string;
  readonly state: ApplicationState;
  readonly submittedAt: string;
  readonly decidedAt: string | null;
  readonly decisionReason: string | null;
  /** When the platform was last asked. */
  readonly checkedAt: string;
  readonly steps: readonly ApplicationStep[];
  /** The seal that the platform made; null before it has, and where none is made. */
  readonly newSeal: NewSeal | null;
}

/** A seal that the platform has made and that is to be written to the key. */
export interface NewSeal {
  readonly esId: string;
  readonly name: string;
  readonly validTo: string;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly pictureType: string;
  /** Base64, as in records. */
  readonly picture: string;
  /** When it was written to the key; null while that is to be done. */
  readonly storedAt: string | null;
}

/** Whether a new seal lies ready to be written to the key. */
export function awaitsStoring({ state, newSeal }: Pick<SealApplication, 'state' | 'newSeal'>): boolean {
  return newSeal?.storedAt === null && (state === 'approved' || state === 'done');
}

/** Whether something is still to come of an application, from the platform or from the person. */
export function isOpen(application: Pick<SealApplication, 'kind' | 'state' | 'newSeal'>): boolean {
  const { kind, state, newSeal } = application;
  const undecided = state === 'draft' || state === 'underReview';
  const inTheMaking = state === 'approved' && kind !== 'cancellation' && newSeal === null;
  return undecided || inTheMaking || awaitsStoring(application);
}
