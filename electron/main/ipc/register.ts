import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Result } from '../../shared/result.ts';
import type { ResultHandlers } from '../../wire/operation.ts';
import { answerCall, handlerOf } from '../../wire/server.ts';
import { channelOf, MOST_CALLS, type Tables, type WindowHandlers } from '../../wire/window/bridge.ts';
import { applyPad, OneTimePads, PAD_CHANNEL } from '../../wire/window/one-time-pads.ts';
import { isRequestSmall } from '../../wire/window/request-size.ts';
import { isStartPage } from '../window/security.ts';

/** Decides who may call, and writes broken invariants down. */
interface Door {
  admits(caller: IpcMainInvokeEvent): boolean;
  report(channel: string, error: unknown): void;
  /** Is told of the code of every answer that is a failure. */
  failed(channel: string, code: ErrorCode): void;
}

/** Some of the functions of some subjects. */
type EarlyHandlers<Contract extends Tables> = {
  readonly [Subject in keyof Contract]?: Partial<ResultHandlers<Contract[Subject]>>;
};

/** A page that was loaded anew may have left as many calls behind as it now makes. */
const MOST_UNANSWERED = 2 * MOST_CALLS;

/**
 * Receives all messages of the window. The sender of each message is checked, then its size, then the operation's
 * schema parses it, and a Result answers it. Anything thrown is reported here, once, and answered with INTERNAL. The
 * bridge has held back large requests and floods already; what comes here all the same did not come through it. What
 * an operation declares secret comes covered by a pad that was given for this one request. Calls that come before the
 * handlers are ready wait for them.
 * @param early answers some operations before that
 */
export function registerHandlers<Contract extends Tables>(
  contract: Contract,
  handlers: WindowHandlers<Contract> | Promise<WindowHandlers<Contract>>,
  door: Door,
  early: EarlyHandlers<Contract> = {},
): void {
  const handlerFor = async (subject: string, name: string) => {
    const group = early[subject];
    if (group !== undefined && Object.hasOwn(group, name)) return handlerOf(group, name);
    return handlerOf((await handlers)[subject] ?? {}, name);
  };
  let unanswered = 0;
  const pads = new OneTimePads();
  ipcMain.handle(PAD_CHANNEL, (caller, length: unknown) => {
    try {
      return door.admits(caller) ? pads.give(length) : null;
    } catch (error) {
      door.report(PAD_CHANNEL, error);
      return null;
    }
  });
  for (const [subject, table] of Object.entries(contract)) {
    for (const [name, operation] of Object.entries(table)) {
      if (operation.kind === 'event') continue;
      const channel = channelOf(subject, name);
      ipcMain.handle(channel, (caller, request: unknown, padId: unknown) => {
        unanswered += 1;
        return answerCall(operation, request, {
          admit: () => {
            if (!door.admits(caller)) throw new Error('a sender that may not ask');
            if (unanswered > MOST_UNANSWERED) throw new Error('more calls at one time than the bridge makes');
            if (!isRequestSmall(operation, request)) throw new Error('a request that is too large');
            if (operation.secrets.length > 0) applyPad(operation, request, pads.take(padId));
          },
          perform: async (parsed) => {
            const handler = await handlerFor(subject, name);
            // Every handler of the contract answers with a Result (see ResultHandlers).
            return (await handler(parsed)) as Result<unknown>;
          },
          report: (error) => door.report(channel, error),
        })
          .then((answer) => {
            if (!answer.ok) door.failed(channel, answer.error.code);
            return answer;
          })
          .finally(() => (unanswered -= 1));
      });
    }
  }
}

/** The main frames of the app's own windows while they show the app's page; everyone else is refused. */
export class KnownSenders {
  readonly #contents = new Set<WebContents>();

  add(contents: WebContents): void {
    this.#contents.add(contents);
    contents.once('destroyed', () => this.#contents.delete(contents));
  }

  admits(caller: IpcMainInvokeEvent): boolean {
    const frame = caller.senderFrame;
    if (frame === null || !this.#contents.has(caller.sender)) return false;
    return frame === caller.sender.mainFrame && isStartPage(frame.url);
  }
}
