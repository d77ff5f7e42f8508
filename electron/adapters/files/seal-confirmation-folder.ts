import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { SealConfirmations } from '../../services/tokens/list-tokens.ts';
import { writing } from './file-errors.ts';
import { namesIn } from './folder-names.ts';

const FOLDER = 'unconfirmed-seals';

/** An esID is any ASCII text; as a file name it is written so that nothing in it means a path. */
const fileNameOf = (esId: string): string => encodeURIComponent(esId).replace(/\./g, '%2E');

/**
 * Keeps the seals that await confirmation as empty files of a folder in the world, one a seal, so that the app
 * and the command line may work at the same time.
 * @param home folder of the world
 */
export function sealConfirmationFolder(home: string): SealConfirmations {
  const folder = join(home, FOLDER);
  return {
    awaiting: () => new Set(namesIn(folder).map(decodeURIComponent)),
    expect: (esId) =>
      writing(() => {
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, fileNameOf(esId)), '');
      }),
    confirm: (esId) => writing(() => rmSync(join(folder, fileNameOf(esId)), { force: true })),
  };
}
