import { MOST_PAGE_IMAGES } from '../../../electron/shared/model/page-image.ts';
import type { VerificationReport } from '../../../electron/shared/model/verification-report.ts';
import type { AppBridge } from '../../lib/bridge.ts';
import type { OpenDrawable } from '../../lib/pdf-view/draw-document.ts';

/** Draws the pages of the signed versions of an open document for its evidence package. */
export type DrawVersions = (documentId: string) => Promise<void>;

/**
 * Makes the function that draws the pages of each signed version and hands the pictures to main. They are for reference
 * alone: what cannot be drawn is left out, and the package says how many there are.
 * @param reportOf returns the report of an open document; null while there is none
 */
export function versionDrawer(
  verification: Pick<AppBridge['verify'], 'pageImage'>,
  open: OpenDrawable,
  reportOf: (documentId: string) => Pick<VerificationReport, 'signatures'> | null,
): DrawVersions {
  /** @returns the number of pictures that main has taken */
  const drawVersion = async (id: string, coveredBytes: number, room: number): Promise<number> => {
    const drawable = await open({ id, size: coveredBytes }).catch(() => null);
    if (drawable === null) return 0;
    let taken = 0;
    try {
      for (let page = 0; page < Math.min(drawable.pages, room); page += 1) {
        const drawn = await drawable.draw(page, 'image/jpeg', []);
        const picture = new Uint8Array(await drawn.picture.arrayBuffer());
        const kept = await verification.pageImage({ id, coveredBytes, page: page + 1, picture });
        if (kept.ok) taken += 1;
      }
    } catch {
      // A page that cannot be drawn ends its version; the pages before it are there.
    } finally {
      drawable.close();
    }
    return taken;
  };
  return async (id) => {
    const covered = reportOf(id)?.signatures.flatMap(({ coveredBytes }) => coveredBytes ?? []) ?? [];
    let room = MOST_PAGE_IMAGES;
    // The newest version is what a court looks at first.
    for (const bytes of [...new Set(covered)].sort((one, other) => other - one)) {
      if (room > 0) room -= await drawVersion(id, bytes, room);
    }
  };
}
