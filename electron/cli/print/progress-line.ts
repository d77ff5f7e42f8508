/** What is counted, as people read it behind the number. */
const UNITS = {
  bytes: 'MB',
  files: '份 files',
  lists: '张列表 lists',
  events: '条 events',
  entries: '条记录 entries',
} as const;

/** How far work is. */
export interface Amount {
  readonly done: number;
  readonly total: number;
  readonly unit: keyof typeof UNITS;
}

/** The terminal of a progress line. */
export interface LinePlace {
  /** Milliseconds that only grow. */
  now(): number;
  write(text: string): void;
  /** Columns of the terminal. */
  columns(): number;
}

/** What takes less is over before a person wonders. */
const QUIET_MS = 1_000;
const REDRAW_MS = 100;
/** Goes to the beginning of the line and clears it (ECMA-48: CR, EL). */
const CLEAR = '\r\u001B[K';

/** One line of a terminal that says how far work is, from its second second on, and vanishes before anything else is printed. */
export class ProgressLine {
  readonly #what: string;
  readonly #place: LinePlace;
  readonly #begun: number;
  #amount: Amount | null = null;
  /** When the first amount came: a rate that counted the time before would be too low. */
  #countedFrom = 0;
  #drawnAt = -Infinity;
  #isDrawn = false;
  #isHeld = false;

  /** @param what is done, in both languages */
  constructor(what: string, place: LinePlace) {
    this.#what = what;
    this.#place = place;
    this.#begun = place.now();
  }

  /** @param amount null for work whose amount nobody knows, or not any more */
  tell(amount: Amount | null): void {
    if (this.#amount?.unit !== amount?.unit) this.#countedFrom = this.#place.now();
    this.#amount = amount;
    if (this.#place.now() - this.#drawnAt >= REDRAW_MS) this.draw();
  }

  /** Draws the line as it stands; nothing in the first second. */
  draw(): void {
    const now = this.#place.now();
    if (this.#isHeld || now - this.#begun < QUIET_MS) return;
    this.#drawnAt = now;
    this.#isDrawn = true;
    this.#place.write(`${CLEAR}${shortened(this.#text(now), this.#place.columns() - 1)}`);
  }

  /** Clears the line, so that something else can be printed. */
  clear(): void {
    if (this.#isDrawn) this.#place.write(CLEAR);
    this.#isDrawn = false;
  }

  /** Keeps the line away while a person is asked something. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
    this.clear();
  }

  #text(now: number): string {
    const amount = this.#amount;
    if (amount === null) return `${this.#what}  ${durationText((now - this.#begun) / 1000)}`;
    const seconds = (now - this.#countedFrom) / 1000;
    return [this.#what, ...amountTexts(amount), ...rateTexts(amount, seconds)].join('  ');
  }
}

function amountTexts({ done, total, unit }: Amount): readonly string[] {
  const [of, all] = [done, total].map((value) => (unit === 'bytes' ? megabytes(value) : String(value)));
  const share = total > 0 ? [`${Math.floor((100 * Math.min(done, total)) / total)} %`] : [];
  return [...share, `${of}/${all} ${UNITS[unit]}`];
}

/** Says how fast it goes and how long it still takes, once there is something to go by. */
function rateTexts({ done, total, unit }: Amount, seconds: number): readonly string[] {
  if (done <= 0 || seconds < QUIET_MS / 1000) return [];
  const rate = done / seconds;
  const left = done < total ? [`剩余约 ${durationText((total - done) / rate)} left`] : [];
  const speed = unit === 'bytes' ? `${megabytes(rate)} MB/s` : `${rate.toFixed(rate < 10 ? 1 : 0)}/s`;
  return [speed, ...left];
}

function megabytes(bytes: number): string {
  const value = bytes / 1e6;
  return value.toFixed(value < 10 ? 1 : 0);
}

function durationText(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  return `${Math.ceil(seconds / 60)} min`;
}

/** Chinese characters take two columns. */
const WIDE = /[\u2E80-\uFFEF]/;

/** Cuts a text where a terminal would begin a second line, which no later drawing could clear. */
function shortened(text: string, columns: number): string {
  let width = 0;
  let kept = '';
  for (const character of text) {
    width += WIDE.test(character) ? 2 : 1;
    if (width > columns) break;
    kept += character;
  }
  return kept;
}
