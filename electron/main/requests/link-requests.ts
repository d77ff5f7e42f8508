import { randomUUID } from 'node:crypto';
import { readLink } from '../../adapters/app-links/read-link.ts';
import type { AppLink, ArrivedLink, LinkAction, LinkedFile } from '../../shared/model/app-link.ts';
import { failure, type Result, success } from '../../shared/result.ts';

interface LinkParts {
  readonly system: NodeJS.Platform;
  /** Downloads a file. @returns its path */
  fetch(file: Extract<LinkedFile, { readonly kind: 'web' }>, action: LinkAction): Promise<Result<string>>;
  /** Opens a document, or takes in a request, and shows it. */
  show(path: string, action: LinkAction): Promise<Result<unknown>>;
  /** Shows the person what has come. */
  arrived(link: ArrivedLink): void;
  /** Milliseconds of a clock that nobody sets. */
  now(): number;
}

/** A person who has left a link is at something else: what follows it waits in the window, and does not bring that forward. */
const LEFT_ALONE_MS = 30_000;

/**
 * The links that ask for something. Nothing of what a link names is touched, not even looked at, before the person has said
 * yes: a path on a share would already sign in there. One question stands at a time, and no later link takes its place: a person
 * answers what they have read. A refusal that stands gives way to a question alone, or a page could go on with links that are none.
 */
export class LinkRequests {
  readonly #parts: LinkParts;
  #waiting: ArrivedLink | null = null;
  #leftAt = -Infinity;

  constructor(parts: LinkParts) {
    this.#parts = parts;
  }

  /** What waits for the person; null for nothing. */
  get waiting(): ArrivedLink | null {
    return this.#waiting;
  }

  /**
   * Takes a link, or drops it while something stands that the person has to read.
   * @returns true if the window is to come to the front
   */
  arrive(text: string): boolean {
    if (this.#waiting?.kind === 'question') return false;
    const read = readLink(text, this.#parts.system);
    if (this.#waiting !== null && !read.ok) return false;
    const id = randomUUID();
    this.#waiting = read.ok
      ? { kind: 'question', id, ...read.value }
      : { kind: 'refused', id, error: read.error };
    this.#parts.arrived(this.#waiting);
    return this.#parts.now() - this.#leftAt > LEFT_ALONE_MS;
  }

  /**
   * Does what the person has answered. Fails with LINK_INVALID if it is no answer to what
   * waits, and with the codes of downloading and opening.
   * @param id of what they have seen
   */
  async answer(id: string, follow: boolean): Promise<Result<null>> {
    const waiting = this.#waiting;
    if (waiting?.id !== id) return failure({ code: 'LINK_INVALID', details: { reason: 'gone' } });
    this.#waiting = null;
    if (!follow || waiting.kind === 'refused') this.#leftAt = this.#parts.now();
    return follow && waiting.kind === 'question' ? this.#follow(waiting) : success(null);
  }

  async #follow({ action, file }: AppLink): Promise<Result<null>> {
    const path = file.kind === 'web' ? await this.#parts.fetch(file, action) : success(file.path);
    if (!path.ok) return path;
    const shown = await this.#parts.show(path.value, action);
    return shown.ok ? success(null) : shown;
  }
}
