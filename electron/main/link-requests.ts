import { randomUUID } from 'node:crypto';
import { readLink } from '../adapters/app-links/read-link.ts';
import type { AppLink, ArrivedLink, LinkAction, LinkedFile } from '../shared/model/app-link.ts';
import { failure, type Result, success } from '../shared/result.ts';

interface LinkParts {
  readonly system: NodeJS.Platform;
  /** Downloads a file. @returns its path */
  fetch(file: Extract<LinkedFile, { readonly kind: 'web' }>, action: LinkAction): Promise<Result<string>>;
  /** Opens a document, or takes in a request, and shows it. */
  show(path: string, action: LinkAction): Promise<Result<unknown>>;
  /** Shows the person what has come. */
  arrived(link: ArrivedLink): void;
}

/**
 * The links that ask for something. Nothing of what a link names is touched, not even looked at, before the person has said
 * yes: a path on a share would already sign in there. One question stands at a time, and no later link takes its place: a person
 * answers what they have read.
 */
export class LinkRequests {
  readonly #parts: LinkParts;
  #waiting: ArrivedLink | null = null;

  constructor(parts: LinkParts) {
    this.#parts = parts;
  }

  /** What waits for the person; null for nothing. */
  get waiting(): ArrivedLink | null {
    return this.#waiting;
  }

  /** Takes a link. @returns false if another question stands, and the link is dropped */
  arrive(text: string): boolean {
    if (this.#waiting?.kind === 'question') return false;
    const read = readLink(text, this.#parts.system);
    const id = randomUUID();
    this.#waiting = read.ok
      ? { kind: 'question', id, ...read.value }
      : { kind: 'refused', id, error: read.error };
    this.#parts.arrived(this.#waiting);
    return true;
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
    return follow && waiting.kind === 'question' ? this.#follow(waiting) : success(null);
  }

  async #follow({ action, file }: AppLink): Promise<Result<null>> {
    const path = file.kind === 'web' ? await this.#parts.fetch(file, action) : success(file.path);
    if (!path.ok) return path;
    const shown = await this.#parts.show(path.value, action);
    return shown.ok ? success(null) : shown;
  }
}
