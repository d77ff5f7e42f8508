import { channelName, type ChannelGroups, type Client, type Emitters, type InvokeChannel } from './define.ts';

/** The few things of the platform that a client needs, so that this file needs no electron. */
export interface Transport<FileLike> {
  invoke(channel: string, payload: unknown): Promise<unknown>;
  listen(channel: string, listener: (payload: unknown) => void): () => void;
  /** Path on disk of a file that the person dropped, '' where it has none. */
  pathOf(file: FileLike): string;
}

/** The client of a contract over a transport: one function a channel. */
export function createClient<Groups extends ChannelGroups, FileLike>(
  groups: Groups,
  transport: Transport<FileLike>,
): Client<Groups, FileLike> {
  return mapChannels(groups, (name, channel) => {
    if (channel.kind === 'event') {
      return (listener: (payload: unknown) => void) => transport.listen(name, listener);
    }
    if (channel.kind === 'fileInvoke') {
      return (file: FileLike) => transport.invoke(name, transport.pathOf(file));
    }
    return (input: unknown) => invokeOnce(transport, name, channel, input);
  }) as Client<Groups, FileLike>;
}

/** The events of a contract as functions that send. */
export function createEmitters<Groups extends ChannelGroups>(
  groups: Groups,
  send: (channel: string, payload: unknown) => void,
): Emitters<Groups> {
  return mapChannels(groups, (name, channel) =>
    channel.kind === 'event' ? (payload: unknown) => send(name, payload) : undefined,
  ) as Emitters<Groups>;
}

/** Overwrites the byte arrays that a channel declares secret. */
export function zeroSecrets(channel: InvokeChannel<unknown, unknown>, input: unknown): void {
  if (typeof input !== 'object' || input === null) return;
  for (const field of channel.secrets) {
    const value: unknown = Reflect.get(input, field);
    if (value instanceof Uint8Array) value.fill(0);
  }
}

function invokeOnce<FileLike>(
  transport: Transport<FileLike>,
  name: string,
  channel: InvokeChannel<unknown, unknown>,
  input: unknown,
): Promise<unknown> {
  // The transport has copied the input when it returns: this copy is no longer needed.
  const answer = transport.invoke(name, input);
  zeroSecrets(channel, input);
  return answer;
}

function mapChannels(
  groups: ChannelGroups,
  of: (name: string, channel: ChannelGroups[string][string]) => unknown,
): unknown {
  return Object.fromEntries(
    Object.entries(groups).map(([group, channels]) => [
      group,
      Object.fromEntries(
        Object.entries(channels)
          .map(([name, channel]) => [name, of(channelName(group, name), channel)] as const)
          .filter(([, value]) => value !== undefined),
      ),
    ]),
  );
}
