import { realpathSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { newestBackup } from '../adapters/store/backups.ts';
import { storeFolderIn } from '../adapters/store/store-files.ts';
import { isOpenToOthers } from '../adapters/files/private-folder.ts';
import { problemLog } from '../adapters/home-files/problem-log.ts';
import { versionIn } from '../adapters/program-version.ts';
import { thisSystem } from '../adapters/systems/this-system.ts';
import { examineHealth } from '../services/health/examine-health.ts';
import { describePlatforms } from '../services/platform/describe-platforms.ts';
import { auditStore } from '../services/register/read-register.ts';
import type { AppError } from '../shared/errors.ts';
import type { HealthReport } from '../shared/model/health.ts';
import { resultOf } from '../shared/result.ts';
import type { Home } from './home.ts';

/** Lines of the log of problems that are read: more than a bad week has. */
const MOST_LINES = 2_000;

/** Examines the installation of a home. This file is loaded when somebody asks for it. */
export function healthOf(home: Home): Promise<HealthReport> {
  const { electron = '', node } = process.versions;
  return examineHealth({
    clock: home.clock,
    program: {
      version: versionIn(home.dist),
      runtime: electron === '' ? `Node ${node}` : `Electron ${electron}`,
    },
    engine: home.engine.origin,
    freeBytes: () => freeBytes(home.folder),
    isProgramOpenToOthers,
    isOpenToOthers: () => isOpenToOthers(home.folder),
    settingsProblems: settingsProblems(home),
    audit: async () => auditStore(home, await home.auditTrust()),
    newestBackup: () => newestBackup(storeFolderIn(home.folder)),
    platforms: () => resultOf(() => describePlatforms(home.configured, home)),
    // The folder has a finding of its own.
    drivers: () => home.diagnose({ folder: false }),
    problems: () => problemLog(home.folder).lines(MOST_LINES),
  });
}

/** By the runtime's own place: bundles may lie in an archive. A place that cannot be looked at is nobody's finding. */
function isProgramOpenToOthers(): boolean {
  try {
    return thisSystem.mayOthersReplace(dirname(realpathSync.native(process.execPath)));
  } catch {
    return false;
  }
}

/** A home on a system that does not tell, or that is not made yet, has no number. */
async function freeBytes(folder: string): Promise<number | null> {
  return statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  );
}

function settingsProblems({ preferences, settings, keyProblems }: Home): readonly AppError[] {
  const { problem } = preferences.view();
  return [...(problem === null ? [] : [problem]), ...(settings.ok ? [] : [settings.error]), ...keyProblems];
}
