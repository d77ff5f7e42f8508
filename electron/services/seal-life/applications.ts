import { base64 } from '@scure/base';
import { z } from 'zod';
import { decodeSeal } from '../../core/seal/seal.ts';
import { CodedError } from '../../shared/errors.ts';
import { APPLICATION_PAPER_KINDS } from '../../shared/model/application-papers.ts';
import {
  APPLICATION_STATES,
  FILED_KINDS,
  isOpen,
  mayWithdrawApplication,
  type NewSeal,
  type SealApplication,
} from '../../shared/model/seal-life.ts';
import type { SealStatus } from '../../shared/model/seal-standing.ts';
import type { PlatformKnowledgePort } from '../platform/platform-knowledge.ts';
import type { PaperStore } from '../papers/papers.ts';
import type { Clock } from '../ports/clock.ts';
import { type RecordStore, type Records, personRecord, recordsOfKind } from '../records/records.ts';
import type { ApplicationAnswer, SealLifePlatforms } from './seal-life-platform.ts';

/**
 * An application as it is kept, with the secret for reading it at the platform and with the new certificate and seal.
 */
export interface KeptApplication extends SealApplication {
  readonly secret: string | null;
  /** CKA_ID of the key that is to be certified, hexadecimal; null when none is, or in records of earlier versions. */
  readonly keyId: string | null;
  /** DER in base64; null before the decision. */
  readonly certificate: string | null;
  readonly seal: string | null;
}

const time = z.iso.datetime({ offset: true });

const newSeal = z.strictObject({
  esId: z.string(),
  name: z.string(),
  validTo: time,
  widthMm: z.number(),
  heightMm: z.number(),
  pictureType: z.string(),
  picture: z.base64(),
  storedAt: time.nullable(),
});

const paper = z.strictObject({
  id: z.string(),
  kind: z.enum(APPLICATION_PAPER_KINDS),
  name: z.string(),
  size: z.int(),
  sm3: z.string(),
});

const application = z.strictObject({
  number: z.string(),
  platformId: z.string(),
  kind: z.enum(FILED_KINDS),
  esId: z.string().nullable(),
  sealName: z.string(),
  holder: z.strictObject({ name: z.string(), code: z.string().nullable() }).default({ name: '', code: null }),
  reason: z.string(),
  reasonText: z.string().nullable().default(null),
  applicant: personRecord,
  tokenSerial: z.string(),
  state: z.enum(APPLICATION_STATES),
  submittedAt: time,
  decidedAt: time.nullable(),
  decisionReason: z.string().nullable(),
  checkedAt: time,
  steps: z.array(z.strictObject({ state: z.enum(APPLICATION_STATES), at: time })),
  demanded: z.array(z.enum(APPLICATION_PAPER_KINDS)).default([]),
  papers: z.array(paper).default([]),
  newSeal: newSeal.nullable(),
  secret: z.string().nullable(),
  keyId: z.string().nullable().default(null),
  certificate: z.base64().nullable(),
  seal: z.base64().nullable(),
});

/** Returns the records of the applications made on this computer, by platform and number. */
export function applicationRecords(records: RecordStore): Records<KeptApplication> {
  const idOf = ({ platformId, number }: KeptApplication): string => `${platformId}/${number}`;
  return recordsOfKind<KeptApplication>('sealApplication', application, idOf, records);
}

/** Removes everything that the window and the command line must not see. */
export function publicPart({
  secret: _secret,
  keyId: _keyId,
  certificate: _certificate,
  seal: _seal,
  ...shown
}: KeptApplication): SealApplication {
  return shown;
}

/**
 * Returns the visible properties of a seal that a platform has made, or null when its bytes are not a seal: storing it
 * then reports the reason.
 * @param der SESeal
 */
export function newSealOf(der: Uint8Array): NewSeal | null {
  try {
    const { esId, property, picture } = decodeSeal(der);
    return {
      esId,
      name: property.name,
      validTo: property.validTo.toISOString(),
      widthMm: picture.widthMm,
      heightMm: picture.heightMm,
      pictureType: picture.type.toLowerCase(),
      picture: base64.encode(picture.data),
      storedAt: null,
    };
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

/** Names the folder of an application's papers, since platforms count their applications each for itself. */
export function paperFolderOf({
  platformId,
  number,
}: Pick<SealApplication, 'platformId' | 'number'>): string {
  return `${platformId}.${number}`;
}

export interface ApplicationFollowingPorts {
  readonly papers: Pick<PaperStore, 'discard'>;
  readonly applications: Records<KeptApplication>;
  readonly platforms: Pick<SealLifePlatforms, 'platform'>;
  readonly clock: Clock;
}

/**
 * Asks the platforms for the state of every application that is not settled. This needs no key. Applications whose
 * platform cannot be asked are asked for again at the next synchronisation.
 * @returns the applications with news from the platform
 */
export async function refreshApplications({
  applications,
  platforms,
  papers,
  clock,
}: ApplicationFollowingPorts): Promise<readonly SealApplication[]> {
  const changed: SealApplication[] = [];
  for (const kept of (await applications.all()).filter(isFollowed)) {
    const { number, secret, platformId } = kept;
    const platform = platforms.platform(platformId);
    if (platform === null || secret === null) continue;
    const answer = await platform.applications.read({ number, secret });
    if (!answer.ok) continue;
    const followed = await keepAnswer(kept, answer.value, { applications, papers, clock });
    if (followed.state !== kept.state || followed.newSeal !== null) changed.push(publicPart(followed));
  }
  return changed;
}

/** Keeps the platform's answer. Once the platform has decided, the papers on this computer are deleted. */
export async function keepAnswer(
  kept: KeptApplication,
  answer: ApplicationAnswer,
  { applications, papers, clock }: Omit<ApplicationFollowingPorts, 'platforms'>,
): Promise<KeptApplication> {
  const followed = withAnswer(kept, answer, clock.now().toISOString());
  await applications.keep(followed);
  if (!mayWithdrawApplication(followed)) await papers.discard(paperFolderOf(followed));
  return followed;
}

/** An application that waits for the person is not asked for again. */
function isFollowed(kept: KeptApplication): boolean {
  return isOpen(kept) && kept.newSeal === null;
}

function withAnswer(kept: KeptApplication, answer: ApplicationAnswer, now: string): KeptApplication {
  const { state, decidedAt, decisionReason, demanded, certificate, seal } = answer;
  return {
    ...kept,
    ...{ state, decidedAt, decisionReason, demanded, checkedAt: now },
    steps: state === kept.state ? kept.steps : [...kept.steps, { state, at: decidedAt ?? now }],
    newSeal: seal === null ? null : newSealOf(seal),
    certificate: certificate === null ? null : base64.encode(certificate),
    seal: seal === null ? null : base64.encode(seal),
  };
}

/**
 * Adds to the knowledge of a platform that a seal is replaced when its successor was written to a key here. The
 * platform may let a renewed seal run on to its end, but nobody should seal with two of a kind. A successor with the
 * same number cannot be told from the former seal by it, and must not be barred.
 */
export function withRenewedHere(
  knowledge: PlatformKnowledgePort,
  applications: Pick<Records<KeptApplication>, 'all'>,
): PlatformKnowledgePort {
  return {
    of: async (seal) => {
      const known = await knowledge.of(seal);
      if (known === null || (known.status?.state ?? 'active') !== 'active') return known;
      const successor = (await applications.all()).find(
        ({ esId, newSeal }) =>
          esId === seal.esId && newSeal !== null && newSeal.storedAt !== null && newSeal.esId !== esId,
      );
      const status = successor === undefined ? null : replacedBy(successor, known.status);
      return status === null ? known : { ...known, status, renewedHere: successor?.kind === 'renewal' };
    },
  };
}

function replacedBy(
  { esId, number, newSeal }: KeptApplication,
  published: SealStatus | null,
): SealStatus | null {
  if (esId === null || newSeal === null || newSeal.storedAt === null) return null;
  return {
    esId,
    state: 'replaced',
    since: newSeal.storedAt,
    reason: number,
    replacedBy: newSeal.esId,
    number: published?.number ?? 0,
  };
}
