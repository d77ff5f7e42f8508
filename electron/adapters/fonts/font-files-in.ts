import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const ENDINGS = /\.(?:ttf|ttc|otf|otc)$/i;
/** Windows brings some 400 files, an office computer has a thousand. */
const MOST_FILES = 4000;
/** Debian puts fonts two folders deep. */
const DEEPEST = 6;

/**
 * Lists the font files in folders and in those within them, in the order of their names. Folders that are links are not
 * followed, so that a circle of them ends; what is not there, or may not be read, is passed over.
 */
export function fontFilesIn(folders: readonly string[]): readonly string[] {
  const files: string[] = [];
  const waiting = folders.map((folder) => ({ folder, depth: 0 }));
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { folder, depth } = next;
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && depth < DEEPEST) waiting.push({ folder: path, depth: depth + 1 });
      else if (ENDINGS.test(entry.name) && !entry.isDirectory()) files.push(path);
      if (files.length >= MOST_FILES) return files;
    }
  }
  return files;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}
