import type { ZodType } from 'zod';
import type { Result } from '../result.ts';

/** Carries a type that exists at compile time only. */
export interface Returns<T> {
  readonly example?: T;
}

/** Names what a channel answers with or an event carries. */
export function returns<T>(): Returns<T> {
  return {};
}

/** The renderer asks, main answers with a {@link Result}. Main parses every input with the schema. */
export interface InvokeChannel<Input, Output> {
  readonly kind: 'invoke';
  readonly input: ZodType<Input>;
  readonly output: Returns<Output>;
  /** Byte-array fields that every process zeroes as soon as it has passed them on. */
  readonly secrets: readonly string[];
}

/** Like an invoke, but the renderer hands over a dropped file and only the preload learns its path. */
export interface FileInvokeChannel<Output> {
  readonly kind: 'fileInvoke';
  readonly output: Returns<Output>;
}

/** Main tells the renderer. */
export interface EventChannel<Payload> {
  readonly kind: 'event';
  readonly payload: Returns<Payload>;
}

export type Channel = InvokeChannel<unknown, unknown> | FileInvokeChannel<unknown> | EventChannel<unknown>;
export type ChannelGroups = Readonly<Record<string, Readonly<Record<string, Channel>>>>;

export function invoke<Input, Output>(
  input: ZodType<Input>,
  output: Returns<Output>,
  secrets: readonly (keyof Input & string)[] = [],
): InvokeChannel<Input, Output> {
  return { kind: 'invoke', input, output, secrets };
}

export function fileInvoke<Output>(output: Returns<Output>): FileInvokeChannel<Output> {
  return { kind: 'fileInvoke', output };
}

export function event<Payload>(payload: Returns<Payload>): EventChannel<Payload> {
  return { kind: 'event', payload };
}

export type StopListening = () => void;

type ClientMethod<C, FileLike> =
  C extends InvokeChannel<infer Input, infer Output>
    ? Input extends undefined
      ? () => Promise<Result<Output>>
      : (input: Input) => Promise<Result<Output>>
    : C extends FileInvokeChannel<infer Output>
      ? (file: FileLike) => Promise<Result<Output>>
      : C extends EventChannel<infer Payload>
        ? (listener: (payload: Payload) => void) => StopListening
        : never;

/** What the renderer sees of a contract. */
export type Client<Groups extends ChannelGroups, FileLike> = {
  readonly [G in keyof Groups]: { readonly [N in keyof Groups[G]]: ClientMethod<Groups[G][N], FileLike> };
};

type Handler<C> =
  C extends InvokeChannel<infer Input, infer Output>
    ? (input: Input) => Promise<Result<Output>> | Result<Output>
    : C extends FileInvokeChannel<infer Output>
      ? (path: string) => Promise<Result<Output>> | Result<Output>
      : never;

type Answered<Group> = {
  [N in keyof Group as Group[N] extends EventChannel<unknown> ? never : N]: Handler<Group[N]>;
};

/** What main must answer for a contract: one function a channel, events left out. */
export type Handlers<Groups extends ChannelGroups> = { readonly [G in keyof Groups]: Answered<Groups[G]> };

type Told<Group> = {
  [N in keyof Group as Group[N] extends EventChannel<unknown> ? N : never]: Group[N] extends EventChannel<
    infer Payload
  >
    ? (payload: Payload) => void
    : never;
};

/** What main may tell the renderer for a contract. */
export type Emitters<Groups extends ChannelGroups> = { readonly [G in keyof Groups]: Told<Groups[G]> };

/** The wire name of a channel. */
export function channelName(group: string, name: string): string {
  return `${group}.${name}`;
}
