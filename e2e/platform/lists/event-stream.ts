import type { PlatformContext } from '../platform-context.ts';
import { feedHead } from './seal-status.ts';

/** How soon a change is told. A large platform is told by its message broker instead of looking. */
const LOOK_MS = 200;
const HEARTBEAT_MS = 15_000;

const VERSIONS = `SELECT (SELECT coalesce(max(number), 0) FROM trust_list) || '.' ||
  (SELECT coalesce(max(number), 0) FROM policy_statement) || '.' ||
  (SELECT coalesce(sum(number), 0) FROM revocation_list) AS versions`;

/** Tells those who listen that there is news: on the feed, or a new list. */
export class EventStream {
  readonly #context: PlatformContext;
  readonly #listeners = new Set<(id: string) => void>();
  #looking: NodeJS.Timeout | null = null;
  #told = '';

  constructor(context: PlatformContext) {
    this.#context = context;
  }

  /**
   * Tells of news until the returned function is called, and at once where the listener knows older news.
   *
   * @param last the id that the listener was told last (Last-Event-ID), or ''
   */
  listen(last: string, write: (text: string) => void): () => void {
    const tell = (id: string): void => write(`id: ${id}\nevent: news\ndata: {"head":${this.#head()}}\n\n`);
    const id = this.#id();
    write(': connected\n\n');
    if (id !== last) tell(id);
    this.#listeners.add(tell);
    if (this.#looking === null) {
      this.#told = id;
      this.#looking = setInterval(() => this.#look(), LOOK_MS).unref();
    }
    const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS).unref();
    return () => {
      clearInterval(heartbeat);
      this.#listeners.delete(tell);
      if (this.#listeners.size > 0 || this.#looking === null) return;
      clearInterval(this.#looking);
      this.#looking = null;
    };
  }

  #look(): void {
    const id = this.#id();
    if (id === this.#told) return;
    this.#told = id;
    for (const tell of this.#listeners) tell(id);
  }

  #head(): number {
    return feedHead(this.#context.database);
  }

  #id(): string {
    const { database } = this.#context;
    const found = database.prepare<[], { versions: string }>(VERSIONS).get();
    return `${this.#head()}.${found?.versions ?? ''}`;
  }
}
