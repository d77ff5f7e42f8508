import type { Contour, Outline, Point } from './outline.ts';

/** Segments of a full ellipse: the chord error at 20 mm is below 1 µm. */
const ELLIPSE_SEGMENTS = 720;

const STAR_POINTS = 5;

/** Inner to outer radius of the regular five-pointed star, sin 18° / sin 54°. */
const STAR_INNER_RATIO = Math.sin(Math.PI / 10) / Math.sin((3 * Math.PI) / 10);

function ellipse(centre: Point, radiusX: number, radiusY: number): Contour {
  return Array.from({ length: ELLIPSE_SEGMENTS }, (_, index) => {
    const angle = (2 * Math.PI * index) / ELLIPSE_SEGMENTS;
    return { x: centre.x + radiusX * Math.sin(angle), y: centre.y - radiusY * Math.cos(angle) };
  });
}

/** A ring of even thickness (mm) inside the ellipse of the given radii. */
export function ellipseRing(centre: Point, radiusX: number, radiusY: number, thickness: number): Outline {
  const inner = ellipse(centre, radiusX - thickness, radiusY - thickness);
  return [ellipse(centre, radiusX, radiusY), [...inner].reverse()];
}

/** A five-pointed star that stands on two points; the radius reaches its tips. */
export function star(centre: Point, radius: number): Outline {
  const corners = Array.from({ length: 2 * STAR_POINTS }, (_, index) => {
    const angle = (Math.PI * index) / STAR_POINTS;
    const reach = index % 2 === 0 ? radius : radius * STAR_INNER_RATIO;
    return { x: centre.x + reach * Math.sin(angle), y: centre.y - reach * Math.cos(angle) };
  });
  return [corners];
}

/** A rectangle by its top left corner and size, mm. */
export function rectangle(left: number, top: number, width: number, height: number): Outline {
  const right = left + width;
  const bottom = top + height;
  return [
    [
      { x: left, y: top },
      { x: right, y: top },
      { x: right, y: bottom },
      { x: left, y: bottom },
    ],
  ];
}
