import { join } from 'node:path';
import { app, nativeTheme, session, type BrowserWindow } from 'electron';
import { contract } from '../wire/window/contract.ts';
import { createTellers } from '../wire/window/bridge.ts';
import { readAdministratorSettings } from '../adapters/settings/administrator-settings.ts';
import { settingsFile } from '../adapters/settings/settings-file.ts';
import { SettingsKeeper } from '../services/settings/settings-keeper.ts';
import type { SettingsView } from '../shared/model/settings.ts';
import type { Language, Preferences } from '../shared/model/app-info.ts';
import { answerWindow } from './answer-window.ts';
import { CopyRequests } from './documents/copy-requests.ts';
import { createDialogs } from './dialogs.ts';
import { KnownSenders } from './ipc/register.ts';
import { problemLog } from '../adapters/files/problem-log.ts';
import { keepProblems, reportBroken } from './log.ts';
import { PreferenceFile } from './preferences.ts';
import {
  declareAppScheme,
  manifestOf,
  serveApp,
  enableSandbox,
  lockNames,
  lockNavigation,
  lockSession,
} from './security.ts';
import { isApprovalFile } from '../shared/model/approval.ts';
import { debuggingSwitch, documentAmong, InitialFile, settleHome } from './started-with.ts';
import { systemProxy } from './system-proxy.ts';
import { openWindowParts, type WindowParts } from './window-parts.ts';
import { applyMenu, createWindow, showWindow } from './window.ts';

const dist = join(import.meta.dirname, '..');
const debugging = app.isPackaged ? debuggingSwitch((name) => app.commandLine.hasSwitch(name)) : null;
if (debugging !== null) refuseToStart(debugging);
const folder = settleHome({ environment: process.env, args: process.argv }, app);
const administrated = readAdministratorSettings({ dist, environment: process.env, system: process.platform });
const preferences = new PreferenceFile(join(app.getPath('userData'), 'preferences.json'), administrated);
const { textSize } = new SettingsKeeper(settingsFile(folder), administrated).view();
// The browser's own parts, such as fields for dates, take their language once, before anything is shown.
app.commandLine.appendSwitch('lang', preferences.current.language);

const problems = problemLog(folder);
keepProblems((line) => problems.note(line));

declareAppScheme();
enableSandbox();
lockNames();
lockNavigation();

if (app.requestSingleInstanceLock()) app.whenReady().then(start).catch(fail);
else app.quit();

/** Opens the home, then the window that shows it. */
async function start(): Promise<void> {
  await lockSession(session.defaultSession);
  // The pages' own session has no way out, so that another one knows the system's proxy.
  const proxies = session.fromPartition('system-proxy');
  serveApp(session.defaultSession, manifestOf(join(dist, 'renderer')));

  let window: BrowserWindow | null = null;
  const tell = createTellers(contract, (channel, payload) => window?.webContents.send(channel, payload));
  const language = (): Language => preferences.current.language;
  const opening = openWindowParts({
    ...{ folder, dist, tell, language, administrated },
    dialogs: createDialogs({ window: () => window, language }),
    proxyFor: (platformUrl) => systemProxy(proxies, process.env, platformUrl),
  });
  const copies = new CopyRequests(() => performance.now());
  const applyPreferences = ({ language, theme }: Preferences): void => {
    nativeTheme.themeSource = theme;
    const telling = (command: 'open' | 'about' | 'guide') => (): void => tell.app.command(command);
    const copy = (): void => {
      copies.note();
      window?.webContents.copy();
    };
    applyMenu(language, { open: telling('open'), about: telling('about'), guide: telling('guide'), copy });
  };
  const senders = new KnownSenders();
  const initialFile = new InitialFile(documentAmong(process.argv, process.cwd()));
  const relaunch = (args: readonly string[]): void => {
    app.relaunch({ args: [...args] });
    app.quit();
  };
  const applySettings = (settings: SettingsView): void =>
    window?.webContents.setZoomFactor(settings.textSize / 100);
  answerWindow(opening, {
    ...{ preferences, senders, initialFile, copies },
    ...{ applyPreferences, applySettings, relaunch },
  });

  applyPreferences(preferences.current);
  let parts: WindowParts | null = null;
  const work = {
    busy: () => parts?.running.busy ?? false,
    settle: async () => parts?.running.settle(),
  };
  window = createWindow(join(dist, 'preload', 'preload.cjs'), work, language, textSize, copies);
  window.on('closed', () => (window = null));
  senders.add(window.webContents);
  parts = await opening;
  parts.watch.start();
  followSystem(parts, () => window);
}

/** Does what the system asks of a running app: to open further documents, and to end. */
function followSystem(
  { documents, approvals, tell, close }: WindowParts,
  window: () => BrowserWindow | null,
): void {
  const openLater = async (named: string | Promise<string | null>): Promise<void> => {
    const shown = window();
    if (shown !== null) showWindow(shown);
    const path = await named;
    if (path === null) return;
    if (isApprovalFile(path)) tell.approvals.arrived(await approvals.importFile(path));
    else tell.documents.opened(await documents.open(path));
  };
  app.on(
    'second-instance',
    (_event, args, workingDirectory) => void openLater(documentAmong(args, workingDirectory)).catch(fail),
  );
  app.on('open-file', (event, path) => {
    event.preventDefault();
    void openLater(path).catch(fail);
  });
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', close);
}

/** Nobody shall look into a product, or steer it, while it holds a PIN. */
function refuseToStart(name: string): never {
  process.stderr.write(`SealDesk 不接受调试参数 does not accept the debugging switch --${name}\n`);
  // Not app.exit: nothing of the app may start any more.
  process.exit(64);
}

function fail(error: unknown): void {
  reportBroken('start', error);
  app.exit(70);
}
