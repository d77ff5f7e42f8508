import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { temporaryFolder } from '../fixtures/demo-world.ts';
import { PROJECT } from '../fixtures/run-command.ts';
import type { ToMain, ToTest } from './double/messages.ts';
import { preloadForBrowser } from './page-end.ts';

/** Where Debian's package puts it. */
const CHROMIUM = '/usr/bin/chromium';
const SIZE = { width: 1366, height: 860 };

/** The app's page in Debian's Chromium, answered by the app's own main process, which runs in Node. */
export interface ChromiumWindow {
  readonly window: Page;
  /** The browser's version. */
  readonly version: string;
  /** Errors of the page and its console, breaches of its policy, and requests that left the app's own files. */
  readonly problems: readonly string[];
  /** Dialogs that open or save a file answer with this path from now on. */
  answerDialogs(path: string | null): void;
  close(): Promise<void>;
}

/** The end of main at which the test stands. */
class Main {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (message: ToTest) => void>();
  #calls = 0;

  constructor(args: readonly string[], environment: Readonly<Record<string, string>>) {
    const entry = join(import.meta.dirname, 'double', 'start-main.ts');
    this.#child = fork(entry, [join(PROJECT, 'dist/main/main.js'), ...args], {
      env: { ...process.env, SEALDESK_DOUBLE_FOLDER: temporaryFolder(), ...environment },
      execArgv: [],
      serialization: 'advanced',
    });
  }

  /** Calls back for everything that main tells by itself. */
  follow(listen: (message: ToTest) => void): void {
    this.#child.on('message', (message: ToTest) => {
      if (message.kind !== 'answer' && message.kind !== 'file') return listen(message);
      this.#waiting.get(message.id)?.(message);
      this.#waiting.delete(message.id);
    });
  }

  tell(message: ToMain): void {
    this.#child.send(message, () => undefined);
  }

  ask(order: (id: number) => ToMain): Promise<ToTest> {
    this.#calls += 1;
    const id = this.#calls;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.tell(order(id));
    });
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.tell({ kind: 'quit' });
    const limit = setTimeout(() => this.#child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(limit);
  }
}

/** Serves what main answers on app://, with every header of it, on an origin of the browser's own kind. */
async function serveFiles(main: Main): Promise<{ readonly origin: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    const { method = 'GET', url: path = '/' } = request;
    void main
      .ask((id) => ({ kind: 'fetch', id, method, path }))
      .then((file) => {
        if (file.kind !== 'file') return;
        // A browser asks for that file by itself, which Electron does not.
        const status = path === '/favicon.ico' ? 204 : file.status;
        response.writeHead(status, file.headers).end(file.body);
      });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return { origin: `http://localhost:${address.port}`, server };
}

/** Notes what must not happen in a page. */
function problemsOf(window: Page, origin: string): readonly string[] {
  const problems: string[] = [];
  window.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(`console: ${message.text()}`);
  });
  window.on('pageerror', (error) => problems.push(`page: ${error.message}`));
  window.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith(`blob:${origin}/`)) problems.push(`request: ${url}`);
  });
  return problems;
}

/** Leaves a page as much room as it has when Electron scales it. */
function scale(window: Page, factor: number): Promise<void> {
  return window.setViewportSize({
    width: Math.round(SIZE.width / factor),
    height: Math.round(SIZE.height / factor),
  });
}

/** Prints a page for main. */
async function print(window: Page, main: Main, id: number): Promise<void> {
  const pdf = await window.pdf({ preferCSSPageSize: true, format: 'A4' });
  main.tell({ kind: 'printed', id, pdf: new Uint8Array(pdf) });
}

async function openPage(browser: Browser, main: Main, origin: string) {
  const window = await browser.newPage({ viewport: SIZE, locale: 'zh-CN' });
  window.setDefaultTimeout(30_000);
  await window.exposeFunction('callMain', async (channel: string, args: readonly unknown[]) => {
    const answer = await main.ask((id) => ({ kind: 'call', id, channel, args }));
    return answer.kind === 'answer' ? answer.value : undefined;
  });
  await window.addInitScript({
    content: preloadForBrowser(readFileSync(join(PROJECT, 'dist/preload/preload.cjs'), 'utf8')),
  });
  return { window, problems: problemsOf(window, origin) };
}

/**
 * Starts the app's main process in Node and its window in Chromium.
 * @param args what the app is started with
 */
export async function openChromium(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<ChromiumWindow> {
  const main = new Main(args, environment);
  const { origin, server } = await serveFiles(main);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--lang=zh-CN'] });
  const { window, problems } = await openPage(browser, main, origin);
  const loading = new Promise<void>((resolve) =>
    main.follow((message) => {
      if (message.kind === 'load') resolve();
      else if (message.kind === 'zoom') void scale(window, message.factor);
      else if (message.kind === 'print') void print(window, main, message.id);
      else if (message.kind === 'event')
        void window
          .evaluate(
            ({ channel, payload }) =>
              (Reflect.get(globalThis, 'tellPage') as (channel: string, payload: unknown) => void)(
                channel,
                payload,
              ),
            message,
          )
          // A page that is being loaded hears nothing, in Electron neither.
          .catch(() => undefined);
    }),
  );
  await loading;
  window.on('load', () => main.tell({ kind: 'loaded' }));
  await window.goto(`${origin}/index.html`);
  return {
    ...{ window, problems, version: browser.version() },
    answerDialogs: (path) => main.tell({ kind: 'dialogs', path }),
    close: async () => {
      await browser.close();
      await main.end();
      server.close();
    },
  };
}
