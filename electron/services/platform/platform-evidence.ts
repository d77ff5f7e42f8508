import { base64 } from '@scure/base';
import { policyAt } from '../../core/policy/policy-at.ts';
import type { RevocationList } from '../../core/x509/revocation-list.ts';
import { CodedError } from '../../shared/errors.ts';
import type { PlatformSettings } from '../../shared/model/platform-settings.ts';
import type { PolicyProfile } from '../../shared/model/policy-profile.ts';
import type { SealHistory } from '../../shared/model/seal-history.ts';
import type { Result } from '../../shared/result.ts';
import { NO_EVIDENCE, type Evidence } from '../documents/verify-document.ts';
import { listsAt } from './lists-at.ts';
import type { ListState, PlatformStore } from './platform-store.ts';
import type { KeptList, PlatformTrustMaterial } from './ports.ts';
import { statusAtHand } from './status-at-hand.ts';

/** What the last synchronisations have left of a platform in the trust folder. */
export interface PlatformFolder {
  readonly platform: string;
  readonly material: PlatformTrustMaterial;
  /** Null where the file is not there, or no list any more. */
  readonly read: (list: KeptList) => RevocationList | null;
}

/** What is asked of the store of the home. Calls reject with a CodedError of the store. */
export interface EvidenceStore extends Pick<PlatformStore, 'lists' | 'sealEvents' | 'lastStatusNumber'> {
  /** By when a file of this SM3 existed, by a countersigned register, ISO 8601; null where nothing says so. */
  existedBy(sm3: string): Promise<string | null>;
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
 * What the platforms of a home and the lists that they have left say in a verification. Where their settings are
 * damaged, the status of seals cannot be read, and nothing else is known of them.
 */
export async function platformEvidence(parts: EvidenceParts): Promise<Evidence> {
  const { settings, folders } = parts;
  const archivedLists: Evidence['archivedLists'] = (issuer, at) =>
    Promise.resolve(archived(folders, issuer, at));
  if (!settings.ok) {
    const { code, details } = settings.error;
    return {
      ...NO_EVIDENCE,
      archivedLists,
      sealStatus: () => Promise.reject(new CodedError(code, code, details)),
    };
  }
  if (settings.value.length === 0) return { ...NO_EVIDENCE, archivedLists };
  const states = await listStates(parts.store);
  return {
    sealStatus: (esId) => historiesOf(esId, settings.value, parts.store),
    archivedLists,
    existedBy: async (sm3) => {
      const time = await parts.store.existedBy(sm3);
      return time === null ? null : new Date(time);
    },
    listConfirmedAt: (list) => confirmedAt(list, folders, states),
    listAgeLimitMs: ageLimitMs(settings.value, parts),
  };
}

/** A store that cannot be read confirms nothing; the status of the seal says so, too. */
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
  store: EvidenceParts['store'],
): Promise<readonly SealHistory[]> {
  const events = await store.sealEvents(esId);
  const states = await store.lists();
  await refuseLost(settings, states, store);
  return settings.flatMap(({ id }) => {
    const own = events.filter(({ platform }) => platform === id);
    const feed = states.find(({ platform, list }) => platform === id && list === 'seal-status');
    return own.length === 0 || feed === undefined ? [] : [{ platform: id, asOf: feed.issuedAt, events: own }];
  });
}

/** What a platform once said of seals, and this computer has lost, must not pass for nothing having been said. */
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

function archived(folders: readonly PlatformFolder[], issuer: Uint8Array, at: Date): RevocationList[] {
  const name = base64.encode(issuer);
  return folders.flatMap(({ material, read }) =>
    listsAt(material, name, at).flatMap((list) => read(list) ?? []),
  );
}

/** By what the list says of itself: its octets may be many, and are not hashed for every document. */
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

/** The strictest of the policies that this computer works under. */
function ageLimitMs(
  settings: readonly PlatformSettings[],
  { profiles, now }: Pick<EvidenceParts, 'profiles' | 'now'>,
): number | null {
  const hours = settings.flatMap(
    ({ profile }) => policyAt(profiles, profile, now)?.limits.plainValidHours ?? [],
  );
  return hours.length === 0 ? null : Math.min(...hours) * HOUR_MS;
}
