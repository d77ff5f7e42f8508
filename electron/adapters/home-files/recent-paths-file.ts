import { createHash } from 'node:crypto';
import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { readJson } from '../../core/bytes/json.ts';
import type { RecentPaths } from '../../services/recent-documents/recent-documents.ts';
import { thisSystem } from '../systems/this-system.ts';
import { readRegularText } from '../files/regular-file.ts';
import { replaceFile } from '../files/replace-file.ts';

const FILE = 'recent-documents.json';
/** Milliseconds after which a place that does not answer counts as there: nobody waits for a network. */
const ANSWER_MS = 300;

const stored = z
  .array(z.object({ path: z.string().min(1).max(32_768), openedAt: z.iso.datetime() }))
  .max(100);

/** Keeps the paths of recent documents in a small file of the home. A damaged or missing file is an empty list. */
export function recentPathsFile(home: string, rules = thisSystem): RecentPaths {
  return {
    read: () => {
      try {
        return stored.parse(readJson(readRegularText(join(home, FILE))));
      } catch {
        return [];
      }
    },
    write: (paths) => {
      try {
        replaceFile(home, FILE, new TextEncoder().encode(`${JSON.stringify(paths, null, 2)}\n`));
      } catch {
        // The port promises no more: the document is open all the same.
      }
    },
    isThere: (path) =>
      Promise.race([
        access(path).then(
          () => true,
          () => false,
        ),
        setTimeout(ANSWER_MS, true, { ref: false }),
      ]),
    split: (path) => ({ name: basename(path), folder: dirname(path) }),
    idOf: (path) => createHash('sha256').update(rules.pathKey(path)).digest('hex').slice(0, 32),
  };
}
