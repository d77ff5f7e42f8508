import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readPolicies } from '../adapters/files/policy-folder.ts';
import { platformRoots, readPlatforms } from '../adapters/platform-api/platforms-file.ts';
import { databaseIn } from '../adapters/store/store-files.ts';
import type { BindingPorts } from '../services/bound-world/bind-platform.ts';
import { bindingRecords } from '../services/bound-world/bindings.ts';
import { readWorld } from '../services/bound-world/bound-world.ts';
import type { PlatformStore } from '../services/platform/platform-store.ts';
import { resultOf } from '../shared/result.ts';
import type { BoundPlatforms } from './home.ts';

type Parts = Pick<BindingPorts, 'records' | 'recording' | 'random'> & {
  readonly platformStore: Pick<PlatformStore, 'syncStates'>;
};

/**
 * Returns the bound world of a home's folder. Its files are read anew with each call, so that a change counts at once.
 * A home without a database was never bound, and looking does not make one.
 */
export function boundPlatforms(folder: string, { platformStore, ...parts }: Parts): BoundPlatforms {
  const { engine, clock } = parts.recording;
  const isKept = (): boolean => existsSync(databaseIn(join(folder, 'store')));
  const ports: BindingPorts = {
    ...parts,
    engine,
    clock,
    bindings: () => (isKept() ? bindingRecords(parts.records).all() : Promise.resolve([])),
    synchronised: async () =>
      isKept() ? (await platformStore.syncStates()).map(({ platform }) => platform) : [],
    settings: () => readPlatforms(folder),
    policyFiles: () => readPolicies(folder).files,
  };
  const known = () => readWorld(ports);
  return {
    ports,
    known,
    roots: async () => {
      const world = await resultOf(known);
      return platformRoots(world.ok ? world.value.platforms.map(({ settings }) => settings) : []);
    },
  };
}
