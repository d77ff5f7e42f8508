import type { App } from 'electron';
import { z } from 'zod';
import { isAppLink } from '../../adapters/app-links/read-link.ts';

/** What the system hands to the app beside its first start. */
export type Arrival =
  | { readonly kind: 'start'; readonly args: readonly string[]; readonly workingDirectory: string }
  /** On macOS alone. */
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'link'; readonly text: string };

/** More than these are forgotten while the app is not open yet: nobody clicks so often. */
const MOST_WAITING = 20;

/**
 * Returns the link among the arguments of a start; null when there is none. The browser's part of the command is one argument,
 * but a link that holds a quote may have become several: where there is a link, the others are not to be looked at.
 */
export function linkAmong(args: readonly string[]): string | null {
  return args.slice(1).findLast(isAppLink) ?? null;
}

const handedOverSchema = z.object({ startedIn: z.string() });

/** What a start hands over beside its arguments. It has left the folder that it was started in by then, and the system tells of another. */
export const handedOver = (startedIn: string): z.infer<typeof handedOverSchema> => ({ startedIn });

/** Keeps what arrives until the app can take it, in its order. It listens before the app is ready, as macOS demands. */
export class Arrivals {
  #take: ((arrival: Arrival) => void) | null = null;
  #waiting: Arrival[] = [];

  constructor(app: Pick<App, 'on'>) {
    app.on('second-instance', (_event, args, currentFolder, handed) => {
      const text = linkAmong(args);
      // A start of an older version hands nothing over, and has left no folder.
      const workingDirectory = handedOverSchema.safeParse(handed).data?.startedIn ?? currentFolder;
      this.#arrive(text === null ? { kind: 'start', args, workingDirectory } : { kind: 'link', text });
    });
    app.on('open-file', (event, path) => {
      event.preventDefault();
      this.#arrive({ kind: 'file', path });
    });
    app.on('open-url', (event, text) => {
      event.preventDefault();
      this.#arrive({ kind: 'link', text });
    });
  }

  /** Hands over what has arrived, and everything that arrives from now on. */
  follow(take: (arrival: Arrival) => void): void {
    this.#take = take;
    const waiting = this.#waiting;
    this.#waiting = [];
    waiting.forEach(take);
  }

  #arrive(arrival: Arrival): void {
    if (this.#take !== null) this.#take(arrival);
    else if (this.#waiting.length < MOST_WAITING) this.#waiting.push(arrival);
  }
}
