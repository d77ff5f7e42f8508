import { colourOf, type PreflightCode, type PreflightFinding } from '../../shared/model/preflight.ts';

/** The page, from 1, and the object in which an examination looks. */
export interface Place {
  readonly page: number | null;
  readonly object: number | null;
}

export const NO_PLACE: Place = { page: null, object: null };

/** Names out of a document are shown to people: longer ones tell nothing. */
const NAME_LENGTH = 80;
/** More findings of one kind tell nothing either; the last one counts all that were left out. */
const PLACES_OF_CODE = 50;

/** Collects what an examination finds: the same finding on one page is counted, not repeated. */
export class Findings {
  readonly #found = new Map<string, PreflightFinding>();
  readonly #places = new Map<PreflightCode, number>();

  /** Adds a finding. @param name out of the document, such as that of a font */
  add(code: PreflightCode, { page, object }: Place = NO_PLACE, name: string | null = null): void {
    const places = this.#places.get(code) ?? 0;
    const own = `${code} ${String(page)} ${name ?? ''}`;
    const key = this.#found.has(own) || places < PLACES_OF_CODE ? own : `${code} more`;
    const known = this.#found.get(key);
    if (known !== undefined) {
      this.#found.set(key, { ...known, count: known.count + 1 });
      return;
    }
    this.#places.set(code, places + 1);
    const isRest = key !== own;
    const shown = isRest || name === null ? null : cut(name);
    this.#found.set(key, { code, page: isRest ? null : page, object, count: 1, name: shown });
  }

  /** The findings: red ones first, then in the order of the pages, after those of the whole document. */
  get list(): readonly PreflightFinding[] {
    const isNote = (finding: PreflightFinding): number => (colourOf(finding) === 'red' ? 0 : 1);
    return [...this.#found.values()].sort(
      (left, right) => isNote(left) - isNote(right) || (left.page ?? 0) - (right.page ?? 0),
    );
  }
}

/** Leaves out what could turn a line of a report around or break it. */
function cut(name: string): string {
  const plain = name.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ').trim();
  return plain.length > NAME_LENGTH ? `${plain.slice(0, NAME_LENGTH)}…` : plain;
}
