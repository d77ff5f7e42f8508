/** How pages are turned, clockwise in degrees, for reading alone. */
export type Rotation = 0 | 90 | 180 | 270;

/** The size of the pages: fitted to the window, or a factor of which 1 is the actual size. */
export type Zoom = 'page-width' | 'page-fit' | number;

/** Where and how a document is read. */
export interface ReadingPlace {
  /** Zero-based */
  readonly page: number;
  /** Where the window's top left lies on that page, in its widths and heights. */
  readonly left: number;
  readonly top: number;
  readonly zoom: Zoom;
  readonly rotation: Rotation;
}

/** Returns the start of a page at the width of the window. @param page zero-based */
export const startOf = (page: number): ReadingPlace => ({
  page,
  left: 0,
  top: 0,
  zoom: 'page-width',
  rotation: 0,
});

/** Returns the rotation after a quarter turn. @param direction 1 for clockwise */
export function turned(rotation: Rotation, direction: 1 | -1): Rotation {
  const order = [0, 90, 180, 270] as const;
  return order[(order.indexOf(rotation) + direction + order.length) % order.length] ?? 0;
}
