import { join } from 'node:path';
import { app, nativeTheme, session, shell, type BrowserWindow } from 'electron';
import { pinHistoryFile } from '../adapters/files/pin-history-file.ts';
import { loadSmEngine } from '../core/sm/load-engine.ts';
import { contract } from '../shared/ipc/contract.ts';
import { createEmitters } from '../shared/ipc/derive.ts';
import type { Preferences } from '../shared/model/app-info.ts';
import { createThreadedEngine } from './document-engine/threaded-engine.ts';
import { OpenDocuments } from './documents/open-documents.ts';
import { describeApp } from './describe-app.ts';
import { createDialogs } from './dialogs.ts';
import { RunningSeal } from './documents/running-seal.ts';
import { settleHome } from './home.ts';
import { appHandlers } from './ipc/app-handlers.ts';
import { documentsHandlers } from './ipc/documents-handlers.ts';
import { driversHandlers } from './ipc/drivers-handlers.ts';
import { pinHandlers } from './ipc/pin-handlers.ts';
import { registerPlaceHandlers } from './ipc/register-handlers.ts';
import { registerHandlers } from './ipc/register.ts';
import { sealHandlers } from './ipc/seal-handlers.ts';
import { KnownSenders } from './ipc/sender.ts';
import { tokensHandlers } from './ipc/tokens-handlers.ts';
import { trustHandlers } from './ipc/trust-handlers.ts';
import { verifyHandlers } from './ipc/verify-handlers.ts';
import { reportBroken } from './log.ts';
import { applyMenu } from './menu.ts';
import { PreferenceFile } from './preferences.ts';
import { windowRecorder } from './register-desk.ts';
import { declareAppScheme, manifestOf, serveApp } from './security/app-protocol.ts';
import { enableSandbox, lockNavigation, lockSession } from './security/lock-down.ts';
import { documentAmong } from './started-with.ts';
import { openHomeStore } from './store/open-home-store.ts';
import { dropWhenAway } from './tokens/drop-when-away.ts';
import { openKeys } from './tokens/open-keys.ts';
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
  const sm = await loadSmEngine();
  const startHost = utilityHosts(hostEntry);
  const world = await openWorld({ home, dist, hostEntry, startHost, engine: sm });
  if (world.failure !== null) reportBroken('the demonstration world', world.failure.code);

  const store = openHomeStore(home, dist);
  let window: BrowserWindow | null = null;
  const tell = createEmitters(contract, (channel, payload) => window?.webContents.send(channel, payload));
  const recorder = windowRecorder({ store: store.register, engine: sm, tell: tell.register });
  const dialogs = createDialogs({ window: () => window, language: () => preferences.current.language });
  const { tokens, desk, drivers, held } = openKeys({ world, startHost, engine: sm, tell });
  dropWhenAway(held);
  const history = pinHistoryFile(join(home, 'pin-changes.json'));
  const engine = createThreadedEngine(new URL('./document-worker.js', import.meta.url));
  const documents = new OpenDocuments(engine);
  const running = new RunningSeal(() => engine.cancelPreparation());
  const { trustFolder } = world;
  const senders = new KnownSenders();
  let initialPath = documentAmong(process.argv, process.cwd());

  const applyPreferences = ({ language, theme }: Preferences): void => {
    nativeTheme.themeSource = theme;
    applyMenu(language, { open: () => tell.app.command('open'), about: () => tell.app.command('about') });
  };

  registerHandlers(
    contract,
    {
      app: appHandlers({
        describe: async () => describeApp(world, await store.missing(), preferences.current),
        setPreferences: async (chosen) => {
          await preferences.store(chosen);
          applyPreferences(chosen);
        },
      }),
      documents: documentsHandlers({
        documents,
        chooseFile: dialogs.chooseDocument,
        samplePath: world.demo?.contract ?? null,
        takeInitialPath: () => {
          const path = initialPath;
          initialPath = null;
          return path;
        },
        showInFolder: (path) => shell.showItemInFolder(path),
      }),
      tokens: tokensHandlers(desk),
      drivers: driversHandlers({ drivers, dialogs }),
      pin: pinHandlers({ desk, held, tokens, recorder, history }),
      seal: sealHandlers({
        documents,
        engine,
        desk,
        held,
        trustFolder,
        running,
        recorder,
        onProgress: tell.seal.progress,
      }),
      register: registerPlaceHandlers({ store: store.register, engine: sm, dialogs }),
      verify: verifyHandlers({ documents, engine, trustFolder }),
      trust: trustHandlers(trustFolder, (folder) => shell.openPath(folder)),
    },
    { admits: (caller) => senders.admits(caller), report: reportBroken },
  );

  applyPreferences(preferences.current);
  window = createWindow(join(dist, 'preload', 'preload.cjs'), running);
  window.on('closed', () => (window = null));
  senders.add(window.webContents);
  desk.watch();

  const openLater = async (path: string | null): Promise<void> => {
    if (window !== null) showWindow(window);
    if (path !== null) tell.documents.opened(await documents.open(path));
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
  app.on('will-quit', () => {
    tokens.stop();
    void store.close();
    void documents.closeAll();
  });
}

function fail(error: unknown): void {
  reportBroken('start', error);
  app.exit(70);
}
