import type { BrowserWindow } from 'electron';

/** A window that ends again within this time would end again and again. */
const SOON_MS = 60_000;

interface CrashPorts {
  /** Keeps a line for a support bundle. */
  readonly note: (where: string, code: 'WINDOW_CRASHED') => void;
  /** Tells the person that the window was opened again, until they close the message. */
  readonly tell: () => Promise<void>;
  /** Asks the person, after another end so soon, whether it is to be opened again; the program ends otherwise. */
  readonly ask: () => Promise<boolean>;
  readonly quit: () => void;
  /** Milliseconds that only grow. */
  readonly now: () => number;
}

/**
 * Opens the page of a window anew when its process has ended by itself, or the page could not go on. The work of the main process goes on: what is being sealed is
 * sealed and on record. No memory of a process is ever kept, since a PIN may be in it: a line says when it ended.
 */
export class WindowCrashes {
  readonly #ports: CrashPorts;
  #lastAt = -Infinity;
  #isAsking = false;

  constructor(ports: CrashPorts) {
    this.#ports = ports;
  }

  /** @param reload loads the page anew @returns what ends when the person has read about it */
  async ended(reload: () => void): Promise<void> {
    // A page that says it over and over gets one question.
    if (this.#isAsking) return;
    const { note, tell, quit, now } = this.#ports;
    note('the window', 'WINDOW_CRASHED');
    const isSoon = now() - this.#lastAt < SOON_MS;
    this.#lastAt = now();
    if (isSoon && !(await this.#asks())) {
      quit();
      return;
    }
    reload();
    if (!isSoon) await tell();
  }

  async #asks(): Promise<boolean> {
    this.#isAsking = true;
    try {
      return await this.#ports.ask();
    } finally {
      this.#isAsking = false;
    }
  }

  /**
   * Follows a window. A page that is closed, or a program that ends, is no crash.
   * @returns what is to be called when its page says itself that it could not go on
   */
  follow(
    window: Pick<BrowserWindow, 'webContents' | 'isDestroyed'>,
    fail: (error: unknown) => void,
  ): () => void {
    const openAnew = (): void => {
      if (!window.isDestroyed()) this.ended(() => window.webContents.reload()).catch(fail);
    };
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit') openAnew();
    });
    return openAnew;
  }
}
