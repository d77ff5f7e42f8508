import { join } from 'node:path';
import { connect, type SystemProxy } from '../adapters/platform-api/connection.ts';
import { computerLot } from '../adapters/updates/computer-lot.ts';
import { BUNDLE_URL, FolderFetcher, HttpsFetcher } from '../adapters/updates/fetchers.ts';
import { tufRepository } from '../adapters/updates/tuf-repository.ts';
import { type UpdateSource, updateSourceIn } from '../adapters/updates/update-source.ts';
import { versionIn } from '../adapters/program-version.ts';
import { checkUpdates, fetchUpdate, type UpdateRepository } from '../services/updates/check-updates.ts';
import type { Updates } from '../services/updates/updates.ts';
import type { UpdatedComputer } from '../services/updates/releases.ts';
import { CodedError } from '../shared/errors.ts';
import type { UpdateView } from '../shared/model/update.ts';
import { type Result, resultOf, unwrap } from '../shared/result.ts';
import type { Home } from './home.ts';

/** The oldest Node that tuf-js is made for. */
const OLDEST_NODE = 22;

/** Opens the updates of a home. This file is loaded when somebody asks for them. @param proxyFor tells the system's proxy for an address */
export function updatesOf(
  home: Pick<Home, 'folder' | 'dist' | 'administrated'>,
  proxyFor: (url: string) => SystemProxy | Promise<SystemProxy>,
): Updates {
  const folder = join(home.folder, 'updates');
  const source = (): UpdateSource => {
    if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) throw new CodedError('UPDATE_RUNTIME_OLD');
    return updateSourceIn(home.dist, process.env, home.administrated);
  };
  const computer = (): UpdatedComputer => ({
    version: versionIn(home.dist),
    ...{ system: process.platform, architecture: process.arch },
    lot: computerLot(folder),
  });
  const online = async (use: typeof checkUpdates): Promise<Result<UpdateView>> =>
    resultOf(async () => {
      const { url, ca, root } = source();
      const dispatcher = await connect({ tls: ca === undefined ? {} : { ca } }, await proxyFor(url));
      try {
        const repository = tufRepository({ folder, root, url, fetcher: new HttpsFetcher(dispatcher) });
        return unwrap(await use(repository, computer()));
      } finally {
        await dispatcher.close();
      }
    });
  return {
    check: () => online(checkUpdates),
    download: () => online(fetchUpdate),
    import: (bundle) =>
      resultOf(async () => {
        const { root } = source();
        const acceptsExpired = home.administrated.values.expiredUpdateBundles === true;
        const repository: UpdateRepository = tufRepository({
          ...{ folder, root, url: BUNDLE_URL, fetcher: new FolderFetcher(bundle), acceptsExpired },
        });
        return unwrap(await fetchUpdate(repository, computer()));
      }),
  };
}
