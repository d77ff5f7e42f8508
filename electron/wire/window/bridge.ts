import { failure, type Result } from '../../shared/result.ts';
import {
  mapEach,
  OVERWRITES,
  withoutSecrets,
  zeroSecrets,
  type AnyOperation,
  type Emitters,
  type Operation,
  type ResultHandlers,
  type StopListening,
  type Table,
  type WireEvent,
} from '../operation.ts';
import type { FileOperation, FilesOperation } from './fields.ts';
import { applyPad, isPad, PAD_CHANNEL, secretLength } from './one-time-pads.ts';
import { isRequestSmall } from './request-size.ts';

/** One table a subject. */
export type Tables = Readonly<Record<string, Table>>;

type Asked<T, FileLike> =
  T extends FileOperation<infer Answer>
    ? (file: FileLike) => Promise<Result<Answer>>
    : T extends FilesOperation<infer Answer>
      ? (files: readonly FileLike[]) => Promise<Result<Answer>>
      : T extends Operation<infer Request, infer Answer, never>
        ? undefined extends Request
          ? () => Promise<Result<Answer>>
          : (request: Request) => Promise<Result<Answer>>
        : T extends WireEvent<infer Payload>
          ? (listener: (payload: Payload) => void) => StopListening
          : never;

/** What the window sees of its contract. */
export type Bridge<Contract extends Tables, FileLike> = {
  readonly [Subject in keyof Contract]: {
    readonly [Name in keyof Contract[Subject]]: Asked<Contract[Subject][Name], FileLike>;
  };
};

/** What main must answer. */
export type WindowHandlers<Contract extends Tables> = {
  readonly [Subject in keyof Contract]: ResultHandlers<Contract[Subject]>;
};

/** What a bridge needs to know of an operation: everything but its schemas, which main checks. */
export interface OperationShape extends Pick<AnyOperation, 'kind' | 'secrets' | 'largest'> {
  readonly takesFile?: true;
  readonly takesFiles?: true;
}

/** A contract as plain data: every contract is one. */
export type BridgeShape = Readonly<
  Record<string, Readonly<Record<string, OperationShape | Pick<WireEvent<unknown>, 'kind'>>>>
>;

/** What main may tell the window. */
export type Tellers<Contract extends Tables> = {
  readonly [Subject in keyof Contract]: Emitters<Contract[Subject]>;
};

/** The few things of Electron that the bridge needs. */
export interface Transport<FileLike> {
  /** @param padId the pad that covers the request's secrets */
  invoke(channel: string, request: unknown, padId?: string): Promise<unknown>;
  /** Sends what nobody listens to, in a message as long as one on that channel, so that it takes the place of one. */
  overwrite(channel: string, blank: object): void;
  listen(channel: string, listener: (payload: unknown) => void): StopListening;
  /** Path on disk of a file that the person dropped; '' when it has none. */
  pathOf(file: FileLike): string;
}

/** The name of Electron's channel for an operation or event. */
export function channelOf(subject: string, name: string): string {
  return `${subject}.${name}`;
}

/** Calls that main works on at one time. The bridge keeps further ones in the window, at the window's cost. */
export const MOST_CALLS = 32;

/**
 * The window's side of a contract: one function an operation or event. A request that is larger than its operation
 * allows never reaches main; its answer is INTERNAL.
 * @param shape the contract, or what {@link shapeOf} left of it
 */
export function createBridge<Contract extends Tables, FileLike>(
  shape: BridgeShape,
  transport: Transport<FileLike>,
): Bridge<Contract, FileLike> {
  const inTurn = limited(MOST_CALLS);
  const overwrite = (channel: string, blank: object): void => {
    for (let time = 0; time < OVERWRITES; time += 1) transport.overwrite(channel, blank);
  };
  const bridge = mapShape(shape, {
    event: (channel) => (listener: (payload: unknown) => void) => transport.listen(channel, listener),
    operation: (channel, operation) => {
      if (operation.takesFile === true) {
        return (file: FileLike) => inTurn(() => transport.invoke(channel, transport.pathOf(file)));
      }
      if (operation.takesFiles === true) {
        return (files: readonly FileLike[]) =>
          inTurn(() =>
            transport.invoke(
              channel,
              files.map((file) => transport.pathOf(file)),
            ),
          );
      }
      return (request: unknown) => {
        if (!isRequestSmall(operation, request)) return Promise.resolve(failure({ code: 'INTERNAL' }));
        return inTurn(async () => {
          const blank = withoutSecrets(operation, request);
          if (blank === null) return transport.invoke(channel, request);
          try {
            const needed = secretLength(operation, request);
            const pad = await transport.invoke(PAD_CHANNEL, needed);
            if (!isPad(pad)) return failure({ code: 'INTERNAL' });
            applyPad(operation, request, pad.bytes);
            return await transport.invoke(channel, request, pad.id).finally(() => overwrite(channel, blank));
          } finally {
            zeroSecrets(operation, request);
          }
        });
      };
    },
  });
  // One function for each entry of the contract, of that entry's kind.
  return bridge as Bridge<Contract, FileLike>;
}

/**
 * Returns a function that does work at once while fewer than so many pieces are unfinished, and keeps the rest in the
 * order in which they came.
 */
function limited(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let unfinished = 0;
  const done = (): void => {
    unfinished -= 1;
    waiting.shift()?.();
  };
  return (work) => {
    // Asynchronous, so that work which throws at once is finished too.
    const begin = async (): ReturnType<typeof work> => {
      unfinished += 1;
      const doing = (async () => work())();
      void doing.then(done, done);
      return doing;
    };
    if (unfinished < most) return begin();
    return new Promise((resolve) => waiting.push(() => resolve(begin())));
  };
}

/** The events of a contract as functions that send. */
export function createTellers<Contract extends Tables>(
  contract: Contract,
  send: (channel: string, payload: unknown) => void,
): Tellers<Contract> {
  const tellers = mapShape(contract, {
    event: (channel) => (payload: unknown) => send(channel, payload),
  });
  // One function for each event of the contract.
  return tellers as Tellers<Contract>;
}

/** Leaves the schemas of a contract out, so that what remains can be written down as text. */
export function shapeOf(contract: BridgeShape): BridgeShape {
  return mapEach(contract, (table) =>
    mapEach(table, (entry) => {
      if (entry.kind === 'event') return { kind: entry.kind };
      const { kind, secrets, largest, takesFile, takesFiles } = entry;
      return {
        ...{ kind, secrets, largest },
        ...(takesFile === undefined ? {} : { takesFile }),
        ...(takesFiles === undefined ? {} : { takesFiles }),
      };
    }),
  );
}

interface ShapeMapping {
  readonly operation?: (channel: string, operation: OperationShape) => unknown;
  readonly event: (channel: string) => unknown;
}

/** Makes one value for each entry whose kind the mapping names. */
function mapShape(shape: BridgeShape, { operation, event }: ShapeMapping): unknown {
  return mapEach(shape, (table, subject) =>
    mapEach(table, (entry, name) => {
      const channel = channelOf(subject, name);
      return entry.kind === 'event' ? event(channel) : operation?.(channel, entry);
    }),
  );
}
