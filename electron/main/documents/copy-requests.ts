import type { InputEvent, WebContents } from 'electron';

/** How long the text of a long document may take to gather after the person has asked for it. */
const GATHERING_MS = 5 * 60_000;

/** The keys that copy: Ctrl+C, ⌘C, and Ctrl+Insert. */
function asksToCopy(event: InputEvent): boolean {
  if (event.type !== 'rawKeyDown') return false;
  const isCommand = event.modifiers?.some((each) => each === 'control' || each === 'meta') ?? false;
  // The declared type leaves the key out.
  const key: unknown = Reflect.get(event, 'key');
  return isCommand && (key === 'c' || key === 'C' || key === 'Insert');
}

/**
 * What a person has asked to copy. The page may write to the clipboard only then, and once for each time: what main itself
 * saw of keys and menus decides, not what the page says.
 */
export class CopyRequests {
  readonly #now: () => number;
  #askedAtMs: number | null = null;

  /** @param now milliseconds */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Listens to the keys of a window. */
  follow(contents: Pick<WebContents, 'on'>): void {
    contents.on('input-event', (_event, input) => {
      if (asksToCopy(input)) this.note();
    });
  }

  /** The person has asked to copy what is selected. */
  note(): void {
    this.#askedAtMs = this.#now();
  }

  /** Takes the request. @returns false if there is none, or it was long ago */
  take(): boolean {
    const askedAtMs = this.#askedAtMs;
    this.#askedAtMs = null;
    return askedAtMs !== null && this.#now() - askedAtMs <= GATHERING_MS;
  }
}
