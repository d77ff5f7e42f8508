import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemErrorName } from '../adapters/files/file-errors.ts';
import {
  listFileIn,
  platformFolderIn,
  readPlatformMaterial,
} from '../adapters/trust-files/platform-trust-folder.ts';
import { isRegularFile, readRegularFile } from '../adapters/files/regular-file.ts';
import { readPolicies } from '../adapters/home-files/policy-folder.ts';
import { platformRoots } from '../adapters/platform-api/platforms-file.ts';
import { databaseIn } from '../adapters/store/store-files.ts';
import { bindingActs } from '../services/bound-world/binding-acts.ts';
import { toHex } from '../core/bytes/encodings.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import type { BindingPorts } from '../services/bound-world/binding-offers.ts';
import type { TrustedList } from '../services/bound-world/world-changes.ts';
import { isStatementDue, type StatedPolicy } from '../services/bound-world/policy-in-force.ts';
import { keptProfile, policyStatementRecords } from '../services/platform/policy-statement.ts';
import { bindingRecords, rootOf } from '../services/bound-world/bindings.ts';
import { readWorld } from '../services/bound-world/bound-world.ts';
import type { PlatformStore } from '../services/platform/platform-store.ts';
import { CodedError } from '../shared/errors.ts';
import { resultOf } from '../shared/result.ts';
import type { BoundPlatforms } from './home.ts';

type Parts = Pick<BindingPorts, 'records' | 'recording' | 'random' | 'settings'> & {
  readonly platformStore: Pick<PlatformStore, 'syncStates' | 'lists'>;
  /** The folder of what the person trusts, with the lists of the platforms. */
  readonly trustFolder: string;
};

/** Opens the accepted policy statements of a store; one that was opened once is not checked again. */
function policyStatements({ records, recording, platformStore }: Parts): BindingPorts['statedPolicy'] {
  const { engine } = recording;
  const opened = new Map<string, StatedPolicy>();
  return async (binding) => {
    const { platform } = binding;
    const kept = await policyStatementRecords(records).find(platform);
    if (kept === null) return isStatementDue(binding, await platformStore.lists()) ? 'damaged' : null;
    const root = rootOf(binding);
    const name = JSON.stringify([binding.rootSm3, kept]);
    const known = opened.get(name) ?? (root && keptProfile(kept, { engine, root })) ?? 'damaged';
    opened.set(name, known);
    return known;
  };
}

/** Hashes the description of a demonstration world; a home of a customer has none. */
function worldSm3In(folder: string, engine: Pick<SmEngine, 'sm3'>): string | null {
  try {
    return toHex(engine.sm3(readRegularFile(join(folder, 'world.json'))));
  } catch (error) {
    if (systemErrorName(error) === 'ENOENT') return null;
    if (error instanceof CodedError || systemErrorName(error) !== undefined) return '';
    throw error;
  }
}

/** Returns the accepted lists of a platform's folder whose files are there. */
function listsAtHand(folder: string): readonly TrustedList[] {
  const { lists } = readPlatformMaterial(folder);
  return lists.filter(({ file }) => isRegularFile(listFileIn(folder, file)));
}

/**
 * Returns the bound world of a home's folder. Its files are read anew with each call, so that a change counts at once.
 * A home without a database was never bound, and looking does not make one.
 */
export function boundPlatforms(folder: string, all: Parts): BoundPlatforms {
  const { platformStore, trustFolder, settings, ...parts } = all;
  const { engine, clock } = parts.recording;
  const isKept = (): boolean => existsSync(databaseIn(join(folder, 'store')));
  const ports: BindingPorts = {
    ...parts,
    engine,
    clock,
    bindings: () => (isKept() ? bindingRecords(parts.records).all() : Promise.resolve([])),
    acts: () => (isKept() ? bindingActs(parts.recording.store) : Promise.resolve([])),
    synchronised: async () =>
      isKept() ? (await platformStore.syncStates()).map(({ platform }) => platform) : [],
    statedPolicy: policyStatements(all),
    settings,
    policyFiles: () => readPolicies(folder).files,
    worldSm3: () => worldSm3In(folder, engine),
    lists: () => (isKept() ? platformStore.lists() : Promise.resolve([])),
    trustedLists: (platform) => listsAtHand(platformFolderIn(trustFolder, platform)),
  };
  const known = () => readWorld(ports);
  return {
    ports,
    known,
    standing: async () =>
      (await known()).platforms
        .filter(({ standing }) => standing === 'bound')
        .map(({ settings }) => ({ platform: settings.id, root: rootOf(settings) })),
    roots: async () => {
      const world = await resultOf(known);
      return platformRoots(world.ok ? world.value.platforms.map(({ settings }) => settings) : []);
    },
  };
}
