import { app, nativeTheme, session, type BrowserWindow } from 'electron';
import { isApprovalFile } from '../shared/model/approval.ts';
import type { Language, Preferences } from '../shared/model/app-info.ts';
import type { Administrated, SettingsView } from '../shared/model/settings.ts';
import { createTellers } from '../wire/window/bridge.ts';
import { contract, type ContractHandlers } from '../wire/window/contract.ts';
import { handlersOf } from './answer-window.ts';
import { createDialogs } from './window/dialogs.ts';
import type { CopyRequests } from './documents/copy-requests.ts';
import type { FirstScreen } from './first-screen.ts';
import type { PreferenceFile } from './preferences.ts';
import { type Arrival, type Arrivals, linkAmong } from './system/arrivals.ts';
import { documentAmong, InitialFile } from './started-with.ts';
import { systemProxy } from './system/system-proxy.ts';
import { openWindowParts, type WindowParts } from './window-parts.ts';
import { applyMenu, showWindow } from './window/window.ts';

/** What the app was started with, and the window that it has shown. */
interface AppStart {
  readonly window: BrowserWindow;
  /** Absolute path of the home. */
  readonly folder: string;
  /** Where relative arguments begin. */
  readonly startedIn: string;
  /** Folder of all bundles. */
  readonly dist: string;
  readonly preferences: PreferenceFile;
  readonly administrated: Administrated;
  readonly copies: CopyRequests;
  /** What the system has handed over since the start, and will. */
  readonly arrivals: Arrivals;
  readonly first: FirstScreen;
  /** Ends the app because of a broken invariant. */
  readonly fail: (error: unknown) => void;
}

/** An app whose window is answered. */
export interface OpenedApp {
  /** What answers the window. It rejects as {@link OpenedApp.whole} does. */
  readonly handlers: Promise<ContractHandlers>;
  /** Tells whether work is under way that must end before the window closes. */
  isBusy(): boolean;
  settle(): Promise<void>;
  /** Resolves once the home is open and its keys are watched. */
  readonly whole: Promise<void>;
}

/** Opens the home that the window shows. */
export function openApp({
  folder,
  startedIn,
  dist,
  preferences,
  administrated,
  copies,
  arrivals,
  first,
  fail,
  ...shown
}: AppStart): OpenedApp {
  let window: BrowserWindow | null = shown.window;
  // The pages' own session has no way out, so that another one knows the system's proxy.
  const proxies = session.fromPartition('system-proxy');
  const tell = createTellers(contract, (channel, payload) => window?.webContents.send(channel, payload));
  const language = (): Language => preferences.current.language;
  const opening = openWindowParts({
    ...{ folder, dist, tell, language, administrated, first },
    dialogs: createDialogs({ window: () => window, language }),
    downloads: () => app.getPath('downloads'),
    proxyFor: (platformUrl) => systemProxy(proxies, process.env, platformUrl),
  });
  const applyPreferences = ({ language, theme }: Preferences): void => {
    nativeTheme.themeSource = theme;
    const telling = (command: 'open' | 'about' | 'guide') => (): void => tell.app.command(command);
    const copy = (): void => {
      copies.note();
      window?.webContents.copy();
    };
    applyMenu(language, { open: telling('open'), about: telling('about'), guide: telling('guide'), copy });
  };
  const link = linkAmong(process.argv);
  const initialFile = new InitialFile(
    link === null ? documentAmong(process.argv, startedIn) : Promise.resolve(null),
  );
  const relaunch = (args: readonly string[]): void => {
    app.relaunch({ args: [...args] });
    app.quit();
  };
  const applySettings = (settings: SettingsView): void =>
    window?.webContents.setZoomFactor(settings.textSize / 100);
  const answering = {
    ...{ preferences, first, initialFile, copies },
    ...{ applyPreferences, applySettings, relaunch },
  };
  const handlers = opening.then((all) => handlersOf(all, answering));

  applyPreferences(preferences.current);
  window.on('closed', () => (window = null));
  let parts: WindowParts | null = null;
  const whole = opening.then((all) => {
    parts = all;
    all.watch.start();
    if (link !== null) all.links.arrive(link);
    followSystem(all, arrivals, () => window, fail);
  });
  return {
    handlers,
    isBusy: () => parts?.running.busy ?? false,
    settle: async () => parts?.running.settle(),
    whole,
  };
}

/** Does what the system asks of a running app: to open further documents, to follow links, and to end. */
function followSystem(
  { documents, approvals, links, tell, close }: WindowParts,
  arrivals: Arrivals,
  window: () => BrowserWindow | null,
  fail: (error: unknown) => void,
): void {
  const bringForward = (): void => {
    const shown = window();
    if (shown !== null) showWindow(shown);
  };
  const take = async (arrival: Arrival): Promise<void> => {
    if (arrival.kind === 'link') {
      // A page that goes on and on shall not bring the window to the front each time.
      if (links.arrive(arrival.text)) bringForward();
      return;
    }
    bringForward();
    const path =
      arrival.kind === 'file' ? arrival.path : await documentAmong(arrival.args, arrival.workingDirectory);
    if (path === null) return;
    if (isApprovalFile(path)) tell.approvals.arrived(await approvals.importFile(path));
    else tell.documents.opened(await documents.open(path));
  };
  arrivals.follow((arrival) => void take(arrival).catch(fail));
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', close);
}
