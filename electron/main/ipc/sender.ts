import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { APP_ORIGIN } from '../security.ts';

/** The main frames of the app's own windows; everyone else is refused. */
export class KnownSenders {
  readonly #contents = new Set<WebContents>();

  add(contents: WebContents): void {
    this.#contents.add(contents);
    contents.once('destroyed', () => this.#contents.delete(contents));
  }

  admits(caller: IpcMainInvokeEvent): boolean {
    const frame = caller.senderFrame;
    if (frame === null || !this.#contents.has(caller.sender)) return false;
    return frame === caller.sender.mainFrame && frame.origin === APP_ORIGIN;
  }
}
