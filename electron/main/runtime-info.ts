import packageManifest from '../../package.json' with { type: 'json' };
import type { RuntimeInfo } from '../shared/model/app-info.ts';

export const APP_VERSION: string = packageManifest.version;

/** Which Electron this is: the release that the project pins, or a stand-in for development and tests. */
export function runtimeInfo(versions: Readonly<Record<string, string | undefined>>): RuntimeInfo {
  const electron = versions['electron'] ?? '';
  return {
    kind: electron === packageManifest.devDependencies.electron ? 'official' : 'fallback',
    electron,
    chrome: versions['chrome'] ?? '',
    node: versions['node'] ?? '',
  };
}
