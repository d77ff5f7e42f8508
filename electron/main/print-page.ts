import type { WebContents } from 'electron';
import { failure, success, type Result } from '../shared/result.ts';

/** What Electron calls it where the person closes the system's dialog. */
const CANCELLED = 'Print job canceled';

/**
 * Opens the system's print dialog for a page. False where the person changes their mind; fails with
 * REGISTER_NOT_PRINTED where there is no printer, or it does not print.
 */
export function printPage(contents: WebContents): Promise<Result<boolean>> {
  return new Promise((resolve) => {
    contents.print({ landscape: true, pageSize: 'A4' }, (printed, reason) => {
      if (printed || reason === CANCELLED) resolve(success(printed));
      else resolve(failure({ code: 'REGISTER_NOT_PRINTED', details: { reason } }));
    });
  });
}
