import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { Result } from '../../shared/result.ts';
import { answerCall, handlerOf } from '../../wire/server.ts';
import { channelOf, type Tables, type WindowHandlers } from '../../wire/window/bridge.ts';
import { APP_ORIGIN } from '../security.ts';

/** Decides who may call, and writes broken invariants down. */
interface Door {
  admits(caller: IpcMainInvokeEvent): boolean;
  report(channel: string, error: unknown): void;
}

/**
 * Receives all messages of the window. The sender of each message is checked, the operation's schema parses it, and
 * a Result answers it. Anything thrown is reported here, once, and answered with INTERNAL.
 */
export function registerHandlers<Contract extends Tables>(
  contract: Contract,
  handlers: WindowHandlers<Contract>,
  door: Door,
): void {
  for (const [subject, table] of Object.entries(contract)) {
    for (const [name, operation] of Object.entries(table)) {
      if (operation.kind === 'event') continue;
      const channel = channelOf(subject, name);
      const handler = handlerOf(handlers[subject] ?? {}, name);
      ipcMain.handle(channel, (caller, request: unknown) =>
        answerCall(operation, request, {
          admit: () => door.admits(caller),
          // Every handler of the contract answers with a Result (see ResultHandlers).
          perform: async (parsed) => (await handler(parsed)) as Result<unknown>,
          report: (error) => door.report(channel, error),
        }),
      );
    }
  }
}

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
