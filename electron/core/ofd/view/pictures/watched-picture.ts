import { type WholenessCheck, wholenessCheck } from '../../../image/whole-picture.ts';
import type { PictureFile } from './large-picture.ts';

/** A file of a picture that is watched while it is read. */
export interface WatchedPicture {
  readonly file: PictureFile;
  /** Tells whether it was read to its end, and then has no end of its own or does not fit its check sums. */
  isUnsound(): boolean;
}

/** Watches a file being read, so that nobody reads it once more to know whether it is whole. */
export function watchedPicture(file: PictureFile): WatchedPicture {
  let isWhole: boolean | null = null;
  const judge = (check: WholenessCheck | null): void => {
    isWhole = check === null ? null : check.isWhole();
  };
  return {
    file: {
      ...file,
      read: () => {
        const bytes = file.read();
        const check = wholenessCheck(bytes);
        check?.update(bytes);
        judge(check);
        return bytes;
      },
      pieces: function* () {
        let check: WholenessCheck | null | undefined;
        for (const piece of file.pieces()) {
          if (check === undefined) check = wholenessCheck(piece);
          check?.update(piece);
          yield piece;
        }
        judge(check ?? null);
      },
    },
    isUnsound: () => isWhole === false,
  };
}
