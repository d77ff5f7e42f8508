import { base64 } from '@scure/base';
import { SHARED_LIMITS } from '../../core/policy/profiles/shared-limits.ts';
import { policyAt } from '../../core/policy/policies.ts';
import type { LateDate } from '../../core/verification/evidence/context.ts';
import type { RevocationList } from '../../core/x509/revocation-list.ts';
import { CodedError } from '../../shared/errors.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import type { PolicyProfile } from '../../shared/model/policy-profile.ts';
import type { SealHistory } from '../../shared/model/seal-standing.ts';
import type { RegisterMark } from '../../shared/model/verification-report.ts';
import type { Result } from '../../shared/result.ts';
import { type Evidence, NO_EVIDENCE } from '../documents/verify-document.ts';
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

/** The calls to the store of the home. They reject with a CodedError of the store. */
export interface EvidenceStore extends Pick<
  PlatformStore,
  'lists' | 'sealEvents' | 'lastStatusNumber' | 'lateRevocations'
> {
  /** Returns the time by which a file of this SM3 existed according to a countersigned register, ISO 8601, or null. */
  existedBy(sm3: string): Promise<string | null>;
  /** Returns what the register has on a file by its SM3, or on any file at all. @param sm3 null for any */
  registerMarks(sm3: string | null): Promise<readonly RegisterMark[]>;
}

export interface EvidenceParts {
  readonly settings: Result<readonly PlatformSettings[]>;
  readonly store: EvidenceStore;
  readonly folders: readonly PlatformFolder[];
  readonly profiles: readonly PolicyProfile[];
  readonly now: Date;
}

const HOUR_MS = 3_600_000;

/**
 * Gathers the evidence for a verification from the platforms of a home and from the lists that they have left. When the
 * settings are damaged, the status of seals cannot be read and everything else is unknown.
 */
export async function platformEvidence(parts: EvidenceParts): Promise<Evidence> {
  const { settings, folders } = parts;
  const archivedLists: Evidence['archivedLists'] = (issuer, at) =>
    Promise.resolve(archived(folders, issuer, at));
  const registerMarks = await marksOf(parts.store);
  if (!settings.ok) {
    const { code, details } = settings.error;
    return {
      ...NO_EVIDENCE,
      ...{ archivedLists, registerMarks },
      sealStatus: () => Promise.reject(new CodedError(code, code, details)),
    };
  }
  if (settings.value.length === 0) return { ...NO_EVIDENCE, archivedLists, registerMarks };
  const states = await listStates(parts.store);
  return {
    sealStatus: (esId) => historiesOf(esId, settings.value, parts),
    ...{ archivedLists, registerMarks },
    existedBy: async (sm3) => {
      const time = await parts.store.existedBy(sm3);
      return time === null ? null : new Date(time);
    },
    lateRevocations: (issuer, serial) => lateDatesOf(issuer, serial, parts.store),
    lateEventMs: Math.min(
      ...settings.value.map(({ profile }) => lateEventMs(policyAt(parts.profiles, profile, parts.now))),
    ),
    listConfirmedAt: (list) => confirmedAt(list, folders, states),
    listAgeLimitMs: ageLimitMs(settings.value, parts),
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
  settings: readonly PlatformSettings[],
  { store, profiles, now }: EvidenceParts,
): Promise<readonly SealHistory[]> {
  const events = await store.sealEvents(esId);
  const states = await store.lists();
  await refuseLost(settings, states, store);
  return settings.flatMap(({ id, profile }) => {
    const own = events.filter(({ platform }) => platform === id);
    const feed = states.find(({ platform, list }) => platform === id && list === 'seal-status');
    if (own.length === 0 || feed === undefined) return [];
    const lateAfterMs = lateEventMs(policyAt(profiles, profile, now));
    const bounded = own.map((event) => ({ ...event, broughtAt: broughtAt(event, feed) }));
    return [{ platform: id, asOf: feed.issuedAt, lateAfterMs, events: bounded }];
  });
}

/** Before the next synchronisation sets it, the newest page bounds the publication of events that state none. */
function broughtAt(event: PlatformSealStatus, feed: ListState): string | null {
  return event.publishedAt === null ? (event.broughtAt ?? feed.issuedAt) : event.broughtAt;
}

/** Returns the time after which an event or a revocation counts as late, by a profile. */
function lateEventMs(profile: PolicyProfile | null): number {
  return (profile?.limits ?? SHARED_LIMITS).lateEventHours * HOUR_MS;
}

/** Statements about seals that this computer received and has lost must not count as if they had never been made. */
async function refuseLost(
  settings: readonly PlatformSettings[],
  states: readonly ListState[],
  store: EvidenceParts['store'],
): Promise<void> {
  for (const { id } of settings) {
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
function ageLimitMs(
  settings: readonly PlatformSettings[],
  { profiles, now }: Pick<EvidenceParts, 'profiles' | 'now'>,
): number | null {
  const hours = settings.flatMap(
    ({ profile }) => policyAt(profiles, profile, now)?.limits.plainValidHours ?? [],
  );
  return hours.length === 0 ? null : Math.min(...hours) * HOUR_MS;
}
