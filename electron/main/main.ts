import { join } from 'node:path';
import { app, type BrowserWindow, type IpcMainInvokeEvent, Menu, nativeTheme, session } from 'electron';
import { readAdministratorSettings } from '../adapters/settings/administrator-settings.ts';
import { settingsFile } from '../adapters/settings/settings-file.ts';
import { SettingsKeeper } from '../services/settings/settings-keeper.ts';
import { Arrivals, handedOver } from './system/arrivals.ts';
import type { Language } from '../shared/model/app-info.ts';
import { contract, type ContractHandlers } from '../wire/window/contract.ts';
import { CopyRequests } from './documents/copy-requests.ts';
import { problemLog } from '../adapters/home-files/problem-log.ts';
import { firstScreen, type FirstScreen } from './first-screen.ts';
import { KnownSenders, registerHandlers } from './ipc/register.ts';
import { runMark } from '../adapters/home-files/run-marker.ts';
import { keepProblems, noteFailure, reportBroken } from './log.ts';
import { APP_USER_MODEL_ID, windowIcon } from './system/desktop.ts';
import { PreferenceFile } from './preferences.ts';
import {
  declareAppScheme,
  serveApp,
  enableSandbox,
  lockNames,
  lockNavigation,
  lockSession,
} from './window/security.ts';
import type { OpenedApp } from './open-app.ts';
import { debuggingSwitch, leaveStartFolder, settleHome } from './started-with.ts';
import { WindowCrashes } from './window/window-crashes.ts';
import { createWindow } from './window/window.ts';

const dist = join(import.meta.dirname, '..');
const debugging = app.isPackaged ? debuggingSwitch((name) => app.commandLine.hasSwitch(name)) : null;
if (debugging !== null) refuseToStart(debugging);
const startedIn = leaveStartFolder(process.env);
const folder = settleHome({ environment: process.env, args: process.argv }, app);
const administrated = readAdministratorSettings({ dist, environment: process.env, system: process.platform });
const preferences = new PreferenceFile(join(app.getPath('userData'), 'preferences.json'), administrated);
const settings = new SettingsKeeper(settingsFile(folder), administrated);
const { textSize } = settings.view();
// The browser's own parts, such as fields for dates, take their language once, before anything is shown.
app.commandLine.appendSwitch('lang', preferences.current.language);

// Windows groups windows, pins and notifications by it, and the installers give it to their shortcuts.
app.setAppUserModelId(APP_USER_MODEL_ID);

const problems = problemLog(folder);
keepProblems((line) => problems.note(line));

// Electron's own menu reloads pages and opens developer tools: ours comes with the home, and until then there is none.
Menu.setApplicationMenu(null);
declareAppScheme();
enableSandbox();
lockNames();
lockNavigation();

const arrivals = new Arrivals(app);
// An app that runs already is told by it where this one was started.
if (app.requestSingleInstanceLock(handedOver(startedIn))) app.whenReady().then(start).catch(fail);
else app.quit();

/**
 * Opens the window with its first screen, then the home behind it: what opens a home is much code, and is loaded once
 * that screen stands. What the window asks meanwhile waits.
 */
async function start(): Promise<void> {
  const run = runMark(folder);
  if (run.endedAbnormally) noteFailure('the program', 'ENDED_ABNORMALLY');
  app.on('will-quit', run.closed);
  await lockSession(session.defaultSession);
  serveApp(session.defaultSession, join(dist, 'renderer'));
  const copies = new CopyRequests(() => performance.now());
  let opened: OpenedApp | null = null;
  const work = {
    busy: () => opened?.isBusy() ?? false,
    settle: async () => opened?.settle(),
  };
  nativeTheme.themeSource = preferences.current.theme;
  const language = (): Language => preferences.current.language;
  const window = createWindow({
    preload: join(dist, 'preload', 'preload.cjs'),
    icon: windowIcon(dist, process.platform),
    ...{ work, language, textSize, copies },
  });
  const openAnew = followCrashes(window, language);
  const first = firstScreen({ folder, dist, preferences, settings, openAnew });
  const answer = answerFirst(window, first);
  await new Promise<void>((resolve) => window.webContents.once('did-stop-loading', () => resolve()));
  const { openApp } = await import('./open-app.ts');
  if (window.isDestroyed()) return;
  opened = openApp({
    ...{ window, folder, startedIn, dist, preferences },
    ...{ administrated, copies, arrivals, first, fail },
  });
  answer(opened.handlers);
  await opened.whole;
  run.begun();
}

/**
 * Answers what the first screen of the window asks.
 * @returns a function that has everything else answered
 */
function answerFirst(
  window: BrowserWindow,
  first: FirstScreen,
): (handlers: Promise<ContractHandlers>) => void {
  const senders = new KnownSenders();
  senders.add(window.webContents);
  let answer: (handlers: Promise<ContractHandlers>) => void = () => undefined;
  const handlers = new Promise<ContractHandlers>((resolve) => (answer = resolve));
  // Who opens the home reports that it could not, and ends the app.
  handlers.catch(() => undefined);
  const door = {
    admits: (caller: IpcMainInvokeEvent) => senders.admits(caller),
    report: reportBroken,
    failed: noteFailure,
  };
  registerHandlers(contract, handlers, door, first.handlers);
  return answer;
}

/** What tells the person of a crash is loaded when there is one. @returns what opens a page anew that could not go on */
function followCrashes(window: BrowserWindow, language: () => Language): () => void {
  const dialogs = () => import('./window/crash-dialogs.ts');
  const crashes = new WindowCrashes({
    note: noteFailure,
    tell: async () => (await dialogs()).tellCrash(window, language()),
    ask: async () => (await dialogs()).askAfterCrash(window, language()),
    quit: () => app.quit(),
    now: () => performance.now(),
  });
  return crashes.follow(window, fail);
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
