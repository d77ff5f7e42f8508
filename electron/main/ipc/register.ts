import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import { channelName, type Channel, type ChannelGroups, type Handlers } from '../../shared/ipc/define.ts';
import { zeroSecrets } from '../../shared/ipc/derive.ts';
import { failure, type Result } from '../../shared/result.ts';

/** Who may call, and where broken invariants are written down. */
export interface Door {
  admits(caller: IpcMainInvokeEvent): boolean;
  report(channel: string, error: unknown): void;
}

type Handler = (input: unknown) => Promise<Result<unknown>> | Result<unknown>;

/** The path of a dropped file, as the preload read it from the File object. */
const droppedPath = z.string().min(1).max(32_767);

/**
 * The only place where messages of the window enter. Each one is checked for its sender, parsed by the
 * channel's schema and answered with a Result; anything thrown is reported here, once, and answered INTERNAL.
 */
export function registerHandlers<Groups extends ChannelGroups>(
  groups: Groups,
  handlers: Handlers<Groups>,
  door: Door,
): void {
  for (const [group, channels] of Object.entries(groups)) {
    for (const [name, channel] of Object.entries(channels)) {
      if (channel.kind === 'event') continue;
      const handler = handlerOf(handlers, group, name);
      const wireName = channelName(group, name);
      ipcMain.handle(wireName, (caller, payload: unknown) =>
        answer(wireName, channel, handler, door, caller, payload),
      );
    }
  }
}

async function answer(
  name: string,
  channel: Channel,
  handler: Handler,
  door: Door,
  caller: IpcMainInvokeEvent,
  payload: unknown,
): Promise<Result<unknown>> {
  try {
    if (!door.admits(caller)) throw new Error('a sender that is not the window');
    return await handler(schemaOf(channel).parse(payload));
  } catch (error) {
    door.report(name, error);
    return failure({ code: 'INTERNAL' });
  } finally {
    if (channel.kind === 'invoke') zeroSecrets(channel, payload);
  }
}

function schemaOf(channel: Channel): z.ZodType {
  return channel.kind === 'invoke' ? channel.input : droppedPath;
}

function handlerOf(handlers: object, group: string, name: string): Handler {
  const answers: unknown = Reflect.get(handlers, group);
  const handler: unknown =
    typeof answers === 'object' && answers !== null ? Reflect.get(answers, name) : undefined;
  if (typeof handler !== 'function') throw new Error(`no handler for ${channelName(group, name)}`);
  return (input) => handler(input);
}
