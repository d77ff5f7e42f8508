import type { Rectangle } from '../pdf/pages/page-geometry.ts';

/** What is done with a path: the upright boxes in it, and whether it is filled or becomes the clip. */
interface DonePath {
  readonly boxes: readonly Rectangle[];
  readonly fills: boolean;
  readonly clips: boolean;
}

/** Operators that fill a path. */
export const FILLS = ['f', 'F', 'f*', 'B', 'B*', 'b', 'b*'];
const ENDS = [...FILLS, 'S', 's', 'n'];
/** Boxes of one path; a path with more of them is a drawing. */
const BOXES = 500;

/**
 * Follows the operators that build a path (ISO 32000-2 §8.5.2). Only upright boxes matter, whether written as
 * such or line by line.
 */
export class OpenPath {
  #boxes: Rectangle[] = [];
  #corners: (readonly [number, number])[] = [];
  #isClip = false;
  #isCurved = false;

  /** Takes an operator; returns the path when the operator ends it, otherwise null. */
  take(operator: string, numbers: readonly number[]): DonePath | null {
    const [a = 0, b = 0, c = 0, d = 0] = numbers;
    if (operator === 're') {
      if (this.#boxes.length < BOXES) this.#boxes.push(box([a, b], [a + c, b + d]));
    } else if (operator === 'm') {
      this.#close();
      this.#corners = [[a, b]];
    } else if (operator === 'l') {
      if (this.#corners.length < BOXES) this.#corners.push([a, b]);
    } else if (operator === 'c' || operator === 'v' || operator === 'y') {
      this.#isCurved = true;
    } else if (operator === 'W' || operator === 'W*') {
      this.#isClip = true;
    } else if (ENDS.includes(operator)) {
      return this.#end(FILLS.includes(operator));
    }
    return null;
  }

  #end(fills: boolean): DonePath {
    this.#close();
    const done = { boxes: this.#boxes, fills, clips: this.#isClip };
    this.#boxes = [];
    this.#isClip = false;
    return done;
  }

  /** Ends a subpath: four corners that go round an upright box are that box. */
  #close(): void {
    const [first, ...others] = this.#corners;
    const last = others.at(-1);
    const closed = first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1];
    const corners = closed ? this.#corners.slice(0, -1) : this.#corners;
    const [one, , three] = corners;
    if (!this.#isCurved && corners.length === 4 && one !== undefined && three !== undefined) {
      const around = box(one, three);
      if (corners.every((corner) => isCornerOf(around, corner)) && this.#boxes.length < BOXES) {
        this.#boxes.push(around);
      }
    }
    this.#corners = [];
    this.#isCurved = false;
  }
}

function box([x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number]): Rectangle {
  return {
    left: Math.min(x1, x2),
    bottom: Math.min(y1, y2),
    right: Math.max(x1, x2),
    top: Math.max(y1, y2),
  };
}

function isCornerOf({ left, bottom, right, top }: Rectangle, [x, y]: readonly [number, number]): boolean {
  return (x === left || x === right) && (y === bottom || y === top);
}
