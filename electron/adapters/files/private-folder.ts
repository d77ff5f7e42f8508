import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from '../../core/bytes/json.ts';
import type { SystemRules } from '../systems/system-rules.ts';
import { thisSystem } from '../systems/this-system.ts';
import { identityOf } from './file-key.ts';
import { readRegularText } from './regular-file.ts';
import { replaceFile } from './replace-file.ts';

type Rights = Pick<SystemRules, 'isPrivateByPlace' | 'keepToOwner' | 'isKeptToOwner'>;

type Replacing = Pick<SystemRules, 'modesCount' | 'mayOthersReplace'>;

/**
 * Makes a folder that nobody but this user reads, with the folders that lead to it. One that is there stays as it is: its owner may
 * have let others in. On a file system without rights (FAT) it is as open as all else there, which the health of the home tells.
 * @throws the system's errors
 */
export function makePrivateFolder(folder: string, rules: Rights = thisSystem): void {
  const made = mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined && !rules.isPrivateByPlace(folder)) rules.keepToOwner(folder);
}

/** Says of which folder the rights were set, so that no later start asks for them. A copy elsewhere is another folder. */
const RECORD = 'rights.json';
const record = z.object({ folder: z.string(), kept: z.boolean(), at: z.number() });

/** Where rights could not be set, nobody tries it again with every command. */
const AGAIN_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * Gives a home rights of its own that has none by its place: once, also if an older version has made it. That fails in silence,
 * because nobody's work depends on it; `isOpenToOthers` tells it to whoever asks for the health of the home.
 * @param home a folder that may not be there yet
 * @param now milliseconds since 1970
 */
export function keepHomeToOwner(home: string, now = Date.now(), rules: Rights = thisSystem): void {
  if (rules.isPrivateByPlace(home)) return;
  const folder = identityOf(home);
  if (folder === undefined) return;
  const known = readRecord(home);
  if (known?.folder === folder && (known.kept || Math.abs(now - known.at) < AGAIN_AFTER_MS)) return;
  const kept = rules.keepToOwner(home);
  try {
    replaceFile(home, RECORD, `${JSON.stringify({ folder, kept, at: now })}\n`);
  } catch {
    // A home that cannot be written is asked about again.
  }
}

/** Tells whether other users of this computer may get into a home, as far as the system says. It asks anew each time. */
export function isOpenToOthers(home: string, rules: Rights & Replacing = thisSystem): boolean {
  if (identityOf(home) === undefined) return false;
  // There a home is made with modes that keep others out, unless one of them has made it before its person came.
  if (rules.modesCount) return rules.mayOthersReplace(realpathSync.native(home));
  // A list of its own may still let in who has made the folder, and a folder above may be exchanged with all that it holds.
  return !rules.isPrivateByPlace(home) && (!rules.isKeptToOwner(home) || rules.mayOthersReplace(home));
}

function readRecord(home: string): z.infer<typeof record> | null {
  try {
    return record.parse(readJson(readRegularText(join(home, RECORD))));
  } catch {
    return null;
  }
}
