import { existsSync } from 'node:fs';
import packageManifest from '../../package.json' with { type: 'json' };
import { tokenHostIn } from '../adapters/tokens/spare-host.ts';
import type { OpenedWorld } from '../home/open-world.ts';
import type { DemoWorld } from '../services/demo-world/world-description.ts';
import type { AppInfo, MissingPiece, RuntimeInfo } from '../shared/model/app-description.ts';
import type { Preferences } from '../shared/model/app-info.ts';
import type { SettingsView } from '../shared/model/settings.ts';
import type { Result } from '../shared/result.ts';

/** The home as far as its folder alone tells. */
interface FoundHome extends OpenedWorld {
  /** Absolute path of the home. */
  readonly folder: string;
  /** Folder of all bundles. */
  readonly dist: string;
  /** Whether this build can make a demonstration. */
  readonly offersDemo: boolean;
}

/** What a person has chosen. */
interface Chosen {
  readonly preferences: Preferences;
  readonly settings: SettingsView;
}

/** Describes the app for its first screen: versions, world, and what is missing as far as it is known. */
export function describeApp(
  { folder, dist, offersDemo, world, trustFolder }: FoundHome,
  chosen: Chosen,
): AppInfo {
  return {
    version: packageManifest.version,
    runtime: runtimeInfo(process.versions),
    home: folder,
    demo: world.ok && world.value !== null ? { contract: sampleContract(world) } : null,
    offersDemo,
    missing: missingOfWorld(world, trustFolder, dist),
    trust: null,
    ...chosen,
  };
}

/** Path of the demonstration's contract; null when there is none. */
export function sampleContract(world: Result<DemoWorld | null>): string | null {
  const contract = world.ok ? world.value?.contract : undefined;
  return contract !== undefined && existsSync(contract) ? contract : null;
}

/** Lists what the home and this build lack, without the store. */
export function missingOfWorld(
  world: Result<DemoWorld | null>,
  trustFolder: string,
  dist: string,
): MissingPiece[] {
  if (!world.ok) return ['demoWorld'];
  const missing: MissingPiece[] = [];
  if (!existsSync(tokenHostIn(dist))) missing.push('tokenHost');
  else if (world.value?.pkcs11Module === null) missing.push('softTokenModule');
  if (!existsSync(trustFolder)) missing.push('trustFolder');
  return missing;
}

/** Tells the Electron that the project pins from a stand-in for development and tests. */
function runtimeInfo(versions: Readonly<Record<string, string | undefined>>): RuntimeInfo {
  const electron = versions['electron'] ?? '';
  return {
    kind: electron === packageManifest.devDependencies.electron ? 'official' : 'fallback',
    electron,
    chrome: versions['chrome'] ?? '',
    node: versions['node'] ?? '',
  };
}
