import type { AppError, ErrorCode } from '../../shared/errors.ts';
import type {
  PlatformSettings,
  PlatformListKind,
  PlatformListView,
  PlatformView,
} from '../../shared/model/platform.ts';
import { appErrorSchema } from '../../wire/ports.ts';
import type { Clock } from '../ports/clock.ts';
import type { RecordStore } from '../records/records.ts';
import { bundleInForce, bundleRecords } from './bundle-records.ts';
import { offeredInterface } from './offered-interface.ts';
import { type ListState, type PlatformStore, type SyncState, statusAtHand } from './platform-store.ts';

/** Failures of the way to the platform, as opposed to those that the platform reports. */
const OFFLINE: ReadonlySet<ErrorCode> = new Set([
  'PLATFORM_UNREACHABLE',
  'PLATFORM_TIMEOUT',
  'PLATFORM_TLS_REFUSED',
  'PLATFORM_SECRET_UNUSABLE',
]);

/** Whether the last attempt reached the platform, whatever its outcome was. */
export function wasReached({ problem }: Pick<SyncState, 'problem'>): boolean {
  const error = problemOf(problem);
  return error === null || !OFFLINE.has(error.code);
}

export interface DescribingPorts {
  readonly platformStore: PlatformStore;
  readonly records: RecordStore;
  readonly clock: Clock;
}

/**
 * Describes the platforms of this computer and the state of their lists. Rejects with a CodedError of the STORE_ group.
 */
export async function describePlatforms(
  settings: readonly PlatformSettings[],
  { platformStore: store, records, clock }: DescribingPorts,
): Promise<PlatformView[]> {
  const [lists, states] = [await store.lists(), await store.syncStates()];
  return Promise.all(
    settings.map(async (platform) => {
      const state = states.find((each) => each.platform === platform.id);
      const own = lists.filter((each) => each.platform === platform.id && each.list !== 'seal-status');
      const status = await statusAtHand(platform.id, lists, store);
      const bundle = bundleInForce(await bundleRecords(records).find(platform.id), state);
      const offers = await offeredInterface(platform.id, records, clock.now());
      return { ...viewOf(platform, state, status === null ? own : [...own, status]), offers, bundle };
    }),
  );
}

function viewOf(
  { id, name, url, profile }: PlatformSettings,
  state: SyncState | undefined,
  states: readonly ListState[],
): Omit<PlatformView, 'offers' | 'bundle'> {
  const problem = problemOf(state?.problem ?? null);
  const lists = states.map(listView);
  const issued = lists.filter(({ kind }) => kind === 'revocationList').map(({ issuedAt }) => issuedAt);
  return {
    ...{ id, name, url, profile, problem, lists },
    lastSyncAt: state?.lastSyncAt ?? null,
    lastAttemptAt: state?.lastAttemptAt ?? null,
    online: state === undefined ? null : wasReached(state),
    revocationListsAsOf: issued.sort((one, other) => Date.parse(one) - Date.parse(other))[0] ?? null,
    progress: null,
    isListening: false,
  };
}

const KINDS: Readonly<Record<string, PlatformListKind>> = {
  'trust-list': 'trustList',
  'seal-status': 'sealStatus',
  'platform-policy': 'policy',
  'platform-signers': 'signers',
};

function listView({ list, number, issuedAt, nextUpdate }: ListState): PlatformListView {
  const id = list.startsWith('crl/') ? list.slice('crl/'.length) : '';
  return { kind: KINDS[list] ?? 'revocationList', id, number, issuedAt, nextUpdate };
}

function problemOf(json: string | null): AppError | null {
  if (json === null) return null;
  // A later version of this program may have written the code.
  return appErrorSchema.safeParse(JSON.parse(json)).data ?? { code: 'INTERNAL' };
}
