import { base64 } from '@scure/base';
import { SHARED_LIMITS } from '../../core/policy/profiles/shared-limits.ts';
import type { LateDate } from '../../core/verification/evidence/context.ts';
import type { RevocationList } from '../../core/x509/revocation-list.ts';
import { CodedError } from '../../shared/errors.ts';
import type { OfflineBundleFacts } from '../../shared/model/offline-bundle.ts';
import type { SealHistory } from '../../shared/model/seal-standing.ts';
import type { RegisterMark } from '../../shared/model/verification-report.ts';
import { type Result, resultOf } from '../../shared/result.ts';
import { type Evidence, NO_EVIDENCE } from '../documents/verdict-evidence.ts';
import {
  type ListState,
  type PlatformSealStatus,
  type PlatformStore,
  statusAtHand,
} from '../platform/platform-store.ts';
import { type KeptList, listsAt, type PlatformTrustMaterial } from '../platform/platform-trust.ts';

/** The lists of a platform that the last synchronisations have left in the trust folder. */
export interface PlatformFolder {
  readonly platform: string;
  readonly material: PlatformTrustMaterial;
  /** Returns null when the file is missing or no longer a list. */
  readonly read: (list: KeptList) => RevocationList | null;
}

/** A platform whose statements verdicts rest on. */
export interface VerdictPlatform {
  readonly id: string;
  /** The age in hours up to which its rules let a verdict rest on its lists; null when its rules are not known. */
  readonly plainValidHours: number | null;
  /** Hours after which an event or a revocation is published late; null when its rules are not known. */
  readonly lateEventHours: number | null;
}

/** The calls to the store of the home. They reject with a CodedError of the store. */
export interface EvidenceStore extends Pick<
  PlatformStore,
  'lists' | 'sealEvents' | 'lastStatusNumber' | 'lateRevocations'
> {
  /**
   * Returns every platform that is or was bound, or that the settings name. Also rejects with
   * PLATFORM_SETTINGS_DAMAGED when nothing is bound.
   */
  platforms(): Promise<readonly VerdictPlatform[]>;
  /** Returns the time by which a file of this SM3 existed according to a countersigned register, ISO 8601, or null. */
  existedBy(sm3: string): Promise<string | null>;
  /** Returns the offline bundle of each platform that this computer knows by one. */
  bundles(): Promise<readonly Pick<OfflineBundleFacts, 'platform' | 'issuedAt'>[]>;
  /** Returns what the register has on a file by its SM3, or on any file at all. @param sm3 null for any */
  registerMarks(sm3: string | null): Promise<readonly RegisterMark[]>;
}

/** @returns the offline bundles by which this computer knows platforms */
async function bundlesOf(store: EvidenceStore): Promise<NonNullable<Evidence['offlineBundles']>> {
  const found = await resultOf(() => store.bundles());
  // A store that cannot be read is reported by the status of the seal.
  return found.ok ? found.value.map(({ platform, issuedAt }) => ({ platform, issuedAt })) : [];
}

export interface EvidenceParts {
  readonly store: EvidenceStore;
  readonly folders: readonly PlatformFolder[];
}

const HOUR_MS = 3_600_000;

/**
 * Gathers the evidence for a verification from the platforms of a home and from the lists that they have left. When
 * nobody can say which platforms those are, the status of seals cannot be read and everything else is unknown.
 */
export async function platformEvidence(parts: EvidenceParts): Promise<Evidence> {
  const { store, folders } = parts;
  const archivedLists: Evidence['archivedLists'] = (issuer, at) =>
    Promise.resolve(archived(folders, issuer, at));
  const registerMarks = await marksOf(store);
  const platforms: Result<readonly VerdictPlatform[]> = await resultOf(() => store.platforms());
  if (!platforms.ok) {
    const { code, details } = platforms.error;
    return {
      ...NO_EVIDENCE,
      ...{ archivedLists, registerMarks },
      sealStatus: () => Promise.reject(new CodedError(code, code, details)),
    };
  }
  if (platforms.value.length === 0) return { ...NO_EVIDENCE, archivedLists, registerMarks };
  const states = await listStates(store);
  return {
    sealStatus: (esId) => historiesOf(esId, platforms.value, store),
    ...{ archivedLists, registerMarks },
    existedBy: async (sm3) => {
      const time = await store.existedBy(sm3);
      return time === null ? null : new Date(time);
    },
    lateRevocations: (issuer, serial) => lateDatesOf(issuer, serial, store),
    lateEventMs: Math.min(...platforms.value.map(lateEventMs)),
    listConfirmedAt: (list) => confirmedAt(list, folders, states),
    listAgeLimitMs: ageLimitMs(platforms.value),
    offlineBundles: await bundlesOf(store),
  };
}

/** A register that has nothing on any file, or cannot be read, costs no pass over the document. */
async function marksOf(store: EvidenceParts['store']): Promise<Evidence['registerMarks']> {
  try {
    return (await store.registerMarks(null)).length === 0 ? null : (sm3) => store.registerMarks(sm3);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

/** An unreadable store confirms nothing. The status of the seal then reports the failure. */
async function listStates(store: EvidenceParts['store']): Promise<readonly ListState[]> {
  try {
    return await store.lists();
  } catch (error) {
    if (error instanceof CodedError) return [];
    throw error;
  }
}

async function historiesOf(
  esId: string,
  platforms: readonly VerdictPlatform[],
  store: EvidenceParts['store'],
): Promise<readonly SealHistory[]> {
  const events = await store.sealEvents(esId);
  const states = await store.lists();
  await refuseLost(platforms, states, store);
  return platforms.flatMap((known) => {
    const { id } = known;
    const own = events.filter(({ platform }) => platform === id);
    const feed = states.find(({ platform, list }) => platform === id && list === 'seal-status');
    if (own.length === 0 || feed === undefined) return [];
    const lateAfterMs = lateEventMs(known);
    const bounded = own.map((event) => ({ ...event, broughtAt: broughtAt(event, feed) }));
    return [{ platform: id, asOf: feed.issuedAt, lateAfterMs, events: bounded }];
  });
}

/** Before the next synchronisation sets it, the newest page bounds the publication of events that state none. */
function broughtAt(event: PlatformSealStatus, feed: ListState): string | null {
  return event.publishedAt === null ? (event.broughtAt ?? feed.issuedAt) : event.broughtAt;
}

/** Returns the time after which an event or a revocation counts as late, by the rules of a platform. */
function lateEventMs({ lateEventHours }: VerdictPlatform): number {
  return (lateEventHours ?? SHARED_LIMITS.lateEventHours) * HOUR_MS;
}

/** Statements about seals that this computer received and has lost must not count as if they had never been made. */
async function refuseLost(
  platforms: readonly VerdictPlatform[],
  states: readonly ListState[],
  store: EvidenceParts['store'],
): Promise<void> {
  for (const { id } of platforms) {
    const wasBrought = states.some(({ platform, list }) => platform === id && list === 'seal-status');
    if (wasBrought && (await statusAtHand(id, states, store)) === null) {
      throw new CodedError('SYNC_STATUS_LOST', id, { platform: id });
    }
  }
}

async function lateDatesOf(
  issuer: Uint8Array,
  serial: string,
  store: EvidenceStore,
): Promise<readonly LateDate[]> {
  const found = await store.lateRevocations(base64.encode(issuer), serial);
  return found.map(({ revokedAt, lackedAt, knownFrom }) => ({
    revokedAt: new Date(revokedAt),
    lackedAt: new Date(lackedAt),
    knownFrom: new Date(knownFrom),
  }));
}

function archived(folders: readonly PlatformFolder[], issuer: Uint8Array, at: Date): RevocationList[] {
  const name = base64.encode(issuer);
  return folders.flatMap(({ material, read }) =>
    listsAt(material, name, at).flatMap((list) => read(list) ?? []),
  );
}

/** Compares the fields of the list, because its bytes may be many and are not hashed for every document. */
function confirmedAt(
  list: RevocationList,
  folders: readonly PlatformFolder[],
  states: readonly ListState[],
): Date | null {
  const times = folders.flatMap(({ platform, material }) => {
    const kept = material.lists.find((each) => isSame(each, list));
    const state = states.find((each) => each.platform === platform && each.list === `crl/${kept?.id ?? ''}`);
    return kept === undefined || state?.number !== kept.number ? [] : [Date.parse(state.confirmedAt)];
  });
  return times.length === 0 ? null : new Date(Math.max(...times));
}

function isSame(kept: KeptList, list: RevocationList): boolean {
  return (
    BigInt(kept.number) === list.number &&
    kept.isDelta === (list.baseNumber !== null) &&
    Date.parse(kept.thisUpdate) === list.thisUpdate.getTime() &&
    kept.issuer === base64.encode(list.issuer.raw)
  );
}

/** Returns the limit of the strictest policy that applies on this computer. */
function ageLimitMs(platforms: readonly VerdictPlatform[]): number | null {
  const hours = platforms.flatMap(({ plainValidHours }) => plainValidHours ?? []);
  return hours.length === 0 ? null : Math.min(...hours) * HOUR_MS;
}
