import { latin1Bytes, latin1Text, utf8Text } from '../bytes/encodings.ts';
import { CodedError } from '../../shared/errors.ts';

/** The path of a platform's event stream. */
export const EVENTS_PATH = '/v1/events';

/** An event of a stream (text/event-stream, HTML Living Standard §9.2). */
export interface StreamEvent {
  /** The last id that the stream has named; '' before the first. */
  readonly id: string;
  /** "message" when the stream names none. */
  readonly type: string;
  readonly data: string;
}

/** Octets of one line, and of one event. What a platform sends here says only that there is news. */
export const LONGEST_LINE = 4 * 1024;
const LARGEST_EVENT = 16 * 1024;

/**
 * Takes a stream of events apart as it comes, within fixed limits. No library that does it has limits, and a stream is
 * read for as long as the app runs.
 */
export class EventStreamReader {
  #rest = '';
  #id = '';
  #type = '';
  #data: string[] = [];
  #size = 0;

  /**
   * Returns the events that end within a part of the stream.
   * @throws CodedError PLATFORM_ANSWER_INVALID for a line or an event that is too long
   */
  read(part: Uint8Array): readonly StreamEvent[] {
    // A part may end within a character, so that a line becomes text once it is whole.
    this.#rest += latin1Text(part);
    const lines = this.#rest.split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? '';
    if ([this.#rest, ...lines].some(({ length }) => length > LONGEST_LINE)) throw tooLong('line');
    return lines.flatMap((line) => this.#take(utf8Text(latin1Bytes(line))));
  }

  #take(line: string): readonly StreamEvent[] {
    if (line === '') return this.#dispatch();
    const [, name = '', value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
    this.#size += line.length;
    if (this.#size > LARGEST_EVENT) throw tooLong('event');
    if (name === 'id' && !value.includes('\0')) this.#id = value;
    if (name === 'event') this.#type = value;
    if (name === 'data') this.#data.push(value);
    return [];
  }

  #dispatch(): readonly StreamEvent[] {
    const event = {
      id: this.#id,
      type: this.#type === '' ? 'message' : this.#type,
      data: this.#data.join('\n'),
    };
    const isEmpty = this.#data.length === 0;
    [this.#type, this.#data, this.#size] = ['', [], 0];
    return isEmpty ? [] : [event];
  }
}

const tooLong = (what: string): CodedError =>
  new CodedError('PLATFORM_ANSWER_INVALID', what, { reason: `event stream: ${what} too long` });
