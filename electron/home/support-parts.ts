import { release, version } from 'node:os';
import { problemLog } from '../adapters/home-files/problem-log.ts';
import { versionIn } from '../adapters/program-version.ts';
import { privateFolders } from '../adapters/tokens/module-examiner.ts';
import { describePlatforms } from '../services/platform/describe-platforms.ts';
import { gatherBundle } from '../services/support-bundle/gather-bundle.ts';
import type { BundlePart } from '../shared/model/support-bundle.ts';
import { localZone } from '../shared/local-time.ts';
import { resultOf } from '../shared/result.ts';
import type { Home } from './home.ts';

/** Gathers a support bundle of a home. This file is loaded when somebody asks for one. */
export function supportBundleOf(home: Home): Promise<readonly BundlePart[]> {
  const { electron = '', node, chrome = '' } = process.versions;
  const { platform, arch } = process;
  return gatherBundle({
    clock: home.clock,
    system: {
      ...{ version: versionIn(home.dist), electron, node, chrome, platform, arch },
      ...{ release: release(), systemVersion: version() },
      timeZone: localZone(),
    },
    privateFolders: privateFolders(home.folder),
    diagnose: () => home.diagnose(),
    platforms: () => resultOf(() => describePlatforms(home.configured, home)),
    settings: () => home.preferences.view(),
    problems: problemLog(home.folder),
  });
}
