/** A point in millimetres: x to the right, y down, from the top left of the picture. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A closed polygon; the last point joins the first. */
export type Contour = readonly Point[];

/** What is filled at once, by the nonzero winding rule. */
export type Outline = readonly Contour[];

/** Where a letter's em square goes: its centre, its size and its turn. */
export interface Placement {
  readonly centre: Point;
  /** Width of one em, mm; narrower than the height condenses the letter. */
  readonly emWidth: number;
  readonly emHeight: number;
  /** Clockwise turn about the centre, radians; 0 stands upright. */
  readonly turn: number;
}

/** Moves an outline, given in ems about its centre, to its place in the picture. */
export function placeOutline(outline: Outline, { centre, emWidth, emHeight, turn }: Placement): Outline {
  const cos = Math.cos(turn);
  const sin = Math.sin(turn);
  return outline.map((contour) =>
    contour.map((point) => {
      const x = point.x * emWidth;
      const y = point.y * emHeight;
      return { x: centre.x + x * cos - y * sin, y: centre.y + x * sin + y * cos };
    }),
  );
}
