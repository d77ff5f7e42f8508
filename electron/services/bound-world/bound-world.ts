import type { SmEngine } from '../../core/sm/engine.ts';
import type { AppError } from '../../shared/errors.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import { type Result, unwrap } from '../../shared/result.ts';
import { type KnownPlatform, type KnownWorld, notBound } from '../platform/known-platforms.ts';
import type { ListState } from '../platform/platform-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { RecordStore } from '../records/records.ts';
import { type BindingAct, recordChange } from './binding-acts.ts';
import { bindingRecords, type PlatformBinding, settingsOf } from './bindings.ts';
import { boundPolicy, type StatedPolicy, unboundPolicy } from './policy-in-force.ts';
import {
  entryChange,
  missing,
  policyFileChange,
  type PolicyFile,
  settingsChange,
  statementChange,
  trustChange,
  type TrustedList,
  worldFileChange,
} from './world-changes.ts';

/** The sources of what this home knows of its platforms. Files are read anew with each call. */
export interface BoundWorldPorts {
  bindings(): Promise<readonly PlatformBinding[]>;
  /** Returns the ids of the platforms that this computer ever tried to synchronise with. */
  synchronised(): Promise<readonly string[]>;
  /** Returns the newest act in the register about each platform. */
  acts(): Promise<readonly BindingAct[]>;
  readonly engine: Pick<SmEngine, 'sm3'>;
  readonly clock: Clock;
  /** Reads the policy statement that was last accepted from a bound platform. */
  statedPolicy(binding: PlatformBinding): Promise<StatedPolicy>;
  /** Reads platforms.json. */
  settings(): Result<readonly PlatformSettings[]>;
  /** Reads the files of `<home>/policies` that hold profiles. */
  policyFiles(): readonly PolicyFile[];
  /** Returns SM3 of world.json as it lies in the home, hexadecimal; null without one, '' for one that cannot be read. */
  worldSm3(): string | null;
  /** Returns the lists that were accepted from the platforms. */
  lists(): Promise<readonly ListState[]>;
  /** Reads which revocation lists of a platform lie in the trust folder. */
  trustedLists(platform: string): readonly TrustedList[];
}

/**
 * Gathers the platforms of this home. What was bound counts, whatever the files say now. Rejects with the codes of the
 * store, and with PLATFORM_SETTINGS_DAMAGED when nothing is bound and the settings cannot be read.
 */
export async function readWorld(ports: BoundWorldPorts): Promise<KnownWorld> {
  const { engine } = ports;
  const now = ports.clock.now();
  const bindings = await ports.bindings();
  const settings = ports.settings();
  const files = ports.policyFiles();
  const standing = inOrder(bindings.filter(isStanding), settings);
  if (standing.length === 0) unwrap(settings);
  const entries = settings.ok ? settings.value : [];
  const toBind = entries.filter(({ id }) => !standing.some(({ platform }) => platform === id));
  const former = bindings.filter((each) => !isStanding(each) && !names(entries, each.platform));
  const isKnown = (id: string): boolean =>
    names(entries, id) || bindings.some(({ platform }) => platform === id);
  const acts = (await ports.acts()).filter(({ facts }) => facts !== null);
  const onRecord = acts.filter(({ platform }) => !isKnown(platform));
  const isOnRecord = (id: string): boolean => onRecord.some(({ platform }) => platform === id);
  const left = (await ports.synchronised()).filter((id) => !isKnown(id) && !isOnRecord(id));
  const lost = [...onRecord, ...left.map((id) => ({ platform: id, name: id }))];
  const accepted = await ports.lists();
  const asBound = async (binding: PlatformBinding, as: 'bound' | 'former') => {
    const stated = await ports.statedPolicy(binding);
    const policy = boundPolicy(binding, stated, now);
    return { stated, platform: { settings: settingsOf(binding), standing: as, policy } };
  };
  const bound = await Promise.all(standing.map((binding) => asBound(binding, 'bound')));
  const ended = await Promise.all(former.map((binding) => asBound(binding, 'former')));
  return {
    platforms: [
      ...bound.map(({ platform }) => platform),
      ...toBind.map((entry): KnownPlatform => ({
        settings: entry,
        standing: 'toBind',
        policy: unboundPolicy(entry.profile, files, now),
      })),
      ...lost.map((each): KnownPlatform => ({ settings: onlyName(each), standing: 'lost', policy: null })),
      ...ended.map(({ platform }) => platform),
    ],
    changes: [
      ...acts.flatMap((act) => {
        const binding = bindings.find(({ platform }) => platform === act.platform);
        return recordChange(act, binding, engine) ?? [];
      }),
      ...standing.flatMap((binding) => settingsChange(binding, settings, engine) ?? []),
      ...standing.flatMap((binding, index) => {
        const { stated, platform } = bound[index] ?? { stated: null, platform: null };
        if (stated === 'damaged') return statementChange(binding);
        return policyFileChange(binding, platform?.policy?.profile ?? null, stated !== null, files) ?? [];
      }),
      ...standing.flatMap((binding) => worldFileChange(binding, ports.worldSm3()) ?? []),
      ...standing.flatMap((binding) => {
        const trusted = ports.trustedLists(binding.platform);
        return trustChange(binding, accepted, trusted) ?? [];
      }),
      ...left.map((id) => missing(id, id)),
    ],
  };
}

/**
 * Returns the reason why nothing may be asked of a platform or sent to it, or null: nobody has bound it, or its settings
 * are not those that were bound. Rejects with the codes of the store.
 * @param entry the settings by which it would be reached
 */
export async function reachRefusal(
  entry: PlatformSettings,
  { records, engine }: { readonly records: RecordStore; readonly engine: Pick<SmEngine, 'sm3'> },
): Promise<AppError | null> {
  const binding = await bindingRecords(records).find(entry.id);
  if (binding === null || !isStanding(binding)) return notBound(entry);
  return entryChange(binding, entry, engine);
}

const isStanding = ({ unbound }: PlatformBinding): boolean => unbound === null;

const names = (entries: readonly PlatformSettings[], platform: string): boolean =>
  entries.some(({ id }) => id === platform);

/** Puts bindings in the order of the settings; those that the settings no longer name come last. */
function inOrder(
  bindings: readonly PlatformBinding[],
  settings: Result<readonly PlatformSettings[]>,
): readonly PlatformBinding[] {
  const ids = settings.ok ? settings.value.map(({ id }) => id) : [];
  const placeOf = ({ platform }: PlatformBinding): number =>
    ids.includes(platform) ? ids.indexOf(platform) : ids.length;
  return [...bindings].sort((one, other) => placeOf(one) - placeOf(other));
}

/** A platform of which only its name, or the results of synchronisations, are left. */
const onlyName = ({ platform, name }: Pick<BindingAct, 'platform' | 'name'>): PlatformSettings => ({
  ...{ id: platform, name, url: '', profile: '', root: '' },
});
