import { join } from 'node:path';
import { app, nativeTheme, session, type BrowserWindow } from 'electron';
import { readPlatforms } from '../adapters/platform-api/platforms-file.ts';
import { loadSmEngine } from '../core/sm/load-engine.ts';
import { contract } from '../wire/window/contract.ts';
import { createTellers } from '../wire/window/bridge.ts';
import type { Language, Preferences } from '../shared/model/app-info.ts';
import { answerWindow } from './answer-window.ts';
import { createDialogs } from './dialogs.ts';
import { settleHome } from './home.ts';
import { KnownSenders } from './ipc/register.ts';
import { reportBroken } from './log.ts';
import { applyMenu } from './menu.ts';
import { openDesks, type Desks } from './open-desks.ts';
import { openGround } from './open-ground.ts';
import { systemProxy } from './platform/system-proxy.ts';
import { PreferenceFile } from './preferences.ts';
import { declareAppScheme, manifestOf, serveApp } from './security/app-protocol.ts';
import { enableSandbox, lockNavigation, lockSession } from './security/lock-down.ts';
import { documentAmong, isRequestFile } from './started-with.ts';
import { utilityHosts } from './tokens/utility-hosts.ts';
import { createWindow, showWindow } from './window.ts';
import { openWorld } from './world.ts';

const dist = join(import.meta.dirname, '..');
const hostEntry = join(dist, 'token-host', 'token-host.js');
const home = settleHome(process.env);

declareAppScheme();
enableSandbox();
lockNavigation();

if (app.requestSingleInstanceLock()) app.whenReady().then(start).catch(fail);
else app.quit();

/** Composes the app: every part is made here and handed to those that need it. */
async function start(): Promise<void> {
  lockSession(session.defaultSession);
  serveApp(session.defaultSession, manifestOf(join(dist, 'renderer')));

  const preferences = new PreferenceFile(join(app.getPath('userData'), 'preferences.json'));
  const engine = await loadSmEngine();
  const startHost = utilityHosts(hostEntry);
  const settings = readPlatforms(home);
  const firstPlatform = settings.ok ? settings.value[0]?.url : undefined;
  const [world, proxy] = await Promise.all([
    openWorld({ home, dist, hostEntry, startHost, engine }),
    systemProxy(session.defaultSession, process.env, firstPlatform),
  ]);
  if (world.failure !== null) reportBroken('the demonstration world', world.failure.code);

  let window: BrowserWindow | null = null;
  const tell = createTellers(contract, (channel, payload) => window?.webContents.send(channel, payload));
  const language = (): Language => preferences.current.language;
  const dialogs = createDialogs({ window: () => window, language });
  const ground = openGround({
    ...{ home, dist, world, startHost, engine, tell, dialogs, language },
    ...{ settings, proxy },
  });
  const desks = openDesks(ground);
  const senders = new KnownSenders();
  let initialPath = documentAmong(process.argv, process.cwd());

  const applyPreferences = ({ language, theme }: Preferences): void => {
    nativeTheme.themeSource = theme;
    applyMenu(language, { open: () => tell.app.command('open'), about: () => tell.app.command('about') });
  };
  const takeInitialPath = (wanted: 'document' | 'request'): string | null => {
    const path = initialPath;
    if (path === null || isRequestFile(path) !== (wanted === 'request')) return null;
    initialPath = null;
    return path;
  };
  answerWindow(desks, { preferences, senders, takeInitialPath, applyPreferences });

  applyPreferences(preferences.current);
  window = createWindow(join(dist, 'preload', 'preload.cjs'), desks.running);
  window.on('closed', () => (window = null));
  senders.add(window.webContents);
  desks.desk.watch();
  followSystem(desks, () => window);
}

/** What the system asks of a running app: to open further documents, and to end. */
function followSystem(
  { documents, approvals, tell, close }: Desks,
  window: () => BrowserWindow | null,
): void {
  const openLater = async (path: string | null): Promise<void> => {
    const shown = window();
    if (shown !== null) showWindow(shown);
    if (path === null) return;
    if (isRequestFile(path)) tell.approvals.arrived(await approvals.importFile(path));
    else tell.documents.opened(await documents.open(path));
  };
  app.on(
    'second-instance',
    (_event, args, folder) => void openLater(documentAmong(args, folder)).catch(fail),
  );
  app.on('open-file', (event, path) => {
    event.preventDefault();
    void openLater(path).catch(fail);
  });
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', close);
}

function fail(error: unknown): void {
  reportBroken('start', error);
  app.exit(70);
}
