import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { ToMain, ToTest } from './messages.ts';

/*
 * A double of the module `electron` for plain Node: as much of it as main uses. The window is a page of a browser that the
 * test drives; files and messages pass through the test. A part of Electron that main newly uses is missing here, and the
 * lane then fails by its name.
 */

const tell = (message: ToTest): void => {
  if (process.connected) process.send?.(message);
};
const nothing = (): void => undefined;

const prints = new Map<number, (pdf: Uint8Array) => void>();
let printings = 0;

/** The page, as main checks it: its main frame shows the address that it was told to load. */
const frame = { url: '' };

class WebContents extends EventEmitter {
  readonly mainFrame = frame;
  setWindowOpenHandler = nothing;
  setWebRTCIPHandlingPolicy = nothing;
  copy = nothing;
  isDestroyed = (): boolean => false;
  send = (channel: string, payload: unknown): void => tell({ kind: 'event', channel, payload });
  setZoomFactor = (factor: number): void => tell({ kind: 'zoom', factor });
  printToPDF = (): Promise<Uint8Array> => {
    printings += 1;
    tell({ kind: 'print', id: printings });
    return new Promise((resolve) => prints.set(printings, resolve));
  };
  loadURL = (url: string): Promise<void> => {
    frame.url = url;
    tell({ kind: 'load' });
    return Promise.resolve();
  };
}

let shown: WebContents | null = null;

export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents();
  show = nothing;
  focus = nothing;
  isMinimized = (): boolean => false;
  isDestroyed = (): boolean => false;
  loadURL = (url: string): Promise<void> => this.webContents.loadURL(url);

  constructor() {
    super();
    shown = this.webContents;
    app.emit('web-contents-created', {}, this.webContents);
  }
}

class App extends EventEmitter {
  readonly isPackaged = false;
  readonly commandLine = { hasSwitch: (): boolean => false, appendSwitch: nothing };
  readonly #paths = new Map<string, string>();
  getPath = (name: string): string => this.#paths.get(name) ?? process.env['SEALDESK_DOUBLE_FOLDER'] ?? '';
  setPath = (name: string, path: string): void => void this.#paths.set(name, path);
  setAppUserModelId = nothing;
  requestSingleInstanceLock = (): boolean => true;
  whenReady = (): Promise<void> => Promise.resolve();
  enableSandbox = nothing;
  relaunch = nothing;
  // Electron's ends the process at once too, whatever it waits for.
  exit = (status: number): never => process.exit(status);
  quit = (): void => {
    this.emit('will-quit');
    // The app ends, although the channel to the test and children would keep this process alive.
    setImmediate(() => process.exit());
  };
}

export const app = new App();

type Serve = (request: Request) => Promise<Response>;
let serve: Serve | null = null;

class Session extends EventEmitter {
  readonly protocol = { handle: (_scheme: string, handler: Serve): void => void (serve = handler) };
  readonly webRequest = { onBeforeRequest: nothing };
  setPermissionRequestHandler = nothing;
  setPermissionCheckHandler = nothing;
  setDevicePermissionHandler = nothing;
  setSpellCheckerEnabled = nothing;
  setProxy = (): Promise<void> => Promise.resolve();
  resolveProxy = (): Promise<string> => Promise.resolve('DIRECT');
}

export const session = { defaultSession: new Session(), fromPartition: (): Session => new Session() };
export const protocol = { registerSchemesAsPrivileged: nothing };

type Handler = (caller: unknown, ...args: readonly unknown[]) => unknown;
const handlers = new Map<string, Handler>();

export const ipcMain = {
  handle: (channel: string, handler: Handler): void => void handlers.set(channel, handler),
};

let chosen: string | null = null;

export const dialog = {
  showOpenDialog: () =>
    Promise.resolve({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] }),
  showSaveDialog: () => Promise.resolve({ canceled: chosen === null, filePath: chosen ?? '' }),
  showMessageBox: () => Promise.resolve({ response: 0 }),
};

export const Menu = { setApplicationMenu: nothing, buildFromTemplate: () => ({ popup: nothing }) };
export const nativeTheme = { themeSource: 'system', shouldUseDarkColors: false };
export const screen = { getPrimaryDisplay: () => ({ workAreaSize: { width: 1366, height: 860 } }) };
export const clipboard = { writeText: () => Promise.resolve() };
export const shell = {
  openExternal: () => Promise.resolve(),
  openPath: () => Promise.resolve(''),
  showItemInFolder: nothing,
};
export const net = { isOnline: (): boolean => true };
export const powerMonitor = new EventEmitter();
/** Without a key store. These functions are those of the pinned version: the stand-in has others. */
export const safeStorage = {
  isAsyncEncryptionAvailable: () => Promise.resolve(false),
  encryptStringAsync: nothing,
};

export class Notification {
  static isSupported = (): boolean => false;
  show = nothing;
}

/** A child of Node. The token host speaks to either, and finds out which one it is. */
class UtilityProcess extends EventEmitter {
  readonly #child: ChildProcess;

  constructor(entry: string, args: readonly string[]) {
    super();
    this.#child = fork(entry, args, {
      ...{ execArgv: [], serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] },
    });
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.once('exit', (status) => this.emit('exit', status));
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  postMessage(message: object): void {
    this.#child.send(message, nothing);
  }

  kill(): boolean {
    return this.#child.kill();
  }
}

export const utilityProcess = {
  fork: (entry: string, args: readonly string[]): UtilityProcess => new UtilityProcess(entry, args),
};

async function answer({ id, channel, args }: Extract<ToMain, { kind: 'call' }>): Promise<void> {
  const handler = handlers.get(channel);
  if (handler === undefined) throw new Error(`main has no handler for ${channel}`);
  tell({ kind: 'answer', id, value: await handler({ sender: shown, senderFrame: frame }, ...args) });
}

async function sendFile({ id, method, path }: Extract<ToMain, { kind: 'fetch' }>): Promise<void> {
  if (serve === null) throw new Error('main serves no files');
  const response = await serve(new Request(`app://sealdesk${path}`, { method }));
  const body = new Uint8Array(await response.arrayBuffer());
  tell({ kind: 'file', id, status: response.status, headers: Object.fromEntries(response.headers), body });
}

/** Main takes a moment between two turns, as in Electron; what it waits for comes one after another. */
function pageHasLoaded(): void {
  for (const event of ['did-finish-load', 'did-stop-loading']) shown?.emit(event);
}

process.on('message', (message: ToMain) => {
  if (message.kind === 'call') void answer(message);
  else if (message.kind === 'fetch') void sendFile(message);
  else if (message.kind === 'loaded') pageHasLoaded();
  else if (message.kind === 'dialogs') chosen = message.path;
  else if (message.kind === 'printed') prints.get(message.id)?.(message.pdf);
  else app.quit();
});
