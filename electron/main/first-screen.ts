import { demoAssetsOf, demoWorldFiles } from '../adapters/home-files/demo-world-folder.ts';
import { recentPathsFile } from '../adapters/home-files/recent-paths-file.ts';
import { systemClock } from '../adapters/system.ts';
import { type OpenedWorld, openWorld } from '../home/open-world.ts';
import { RecentDocuments } from '../services/recent-documents/recent-documents.ts';
import type { SettingsKeeper } from '../services/settings/settings-keeper.ts';
import type { AppInfo } from '../shared/model/app-description.ts';
import { success } from '../shared/result.ts';
import type { ContractHandlers } from '../wire/window/contract.ts';
import { describeApp } from './describe-app.ts';
import type { PreferenceFile } from './preferences.ts';

interface FirstScreenPlace {
  /** Absolute path of the home. */
  readonly folder: string;
  /** Folder of all bundles. */
  readonly dist: string;
  readonly preferences: PreferenceFile;
  readonly settings: SettingsKeeper;
  /** Opens the page anew, which says that it could not go on. */
  readonly openAnew: () => void;
}

/** What is answered before the home is open, and goes on being answered so. */
interface FirstAnswers {
  readonly app: Pick<ContractHandlers['app'], 'info' | 'failed'>;
  readonly documents: Pick<ContractHandlers['documents'], 'recent'>;
}

/** What the window shows first. It needs a few small files and little code; the home, its keys and its store come after. */
export interface FirstScreen {
  /** The world of the home, which is read once. */
  readonly world: Promise<OpenedWorld>;
  readonly recent: RecentDocuments;
  describe(): Promise<AppInfo>;
  readonly handlers: FirstAnswers;
}

/** Reads what the first screen shows. */
export function firstScreen(place: FirstScreenPlace): FirstScreen {
  const { folder, dist, preferences, settings, openAnew } = place;
  const files = demoWorldFiles(demoAssetsOf(dist));
  const world = openWorld(folder, files);
  // Whoever asks for it gets the failure.
  world.catch(() => undefined);
  const recent = new RecentDocuments({ paths: recentPathsFile(folder), clock: systemClock });
  const describe = async (): Promise<AppInfo> =>
    describeApp(
      { folder, dist, offersDemo: files.softToken !== null, ...(await world) },
      { preferences: preferences.current, settings: settings.view() },
    );
  const handlers: FirstAnswers = {
    app: {
      info: async () => success(await describe()),
      failed: () => {
        openAnew();
        return success(null);
      },
    },
    documents: { recent: async () => success(await recent.list()) },
  };
  return { world, recent, describe, handlers };
}
