import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { FILE_BUDGET } from '../../core/budgets.ts';
import { keptStatement } from '../../core/platform/signed-statement.ts';
import { signerListSchema } from '../../core/platform/signer-list.ts';
import {
  listFileName,
  type PlatformTrustFiles,
  type PlatformTrustMaterial,
} from '../../services/platform/platform-trust.ts';
import { systemErrorName, writing, namesIn } from '../files/file-errors.ts';
import { fileMoves } from '../files/file-moves.ts';
import { readRegularFile, readRegularText } from '../files/regular-file.ts';
import { replaceFile, writeThrough } from '../files/replace-file.ts';
import { readJson } from '../../core/bytes/json.ts';

const keptListSchema = z.strictObject({
  id: z.string(),
  file: z.string().regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]*$/),
  number: z.int().min(0),
  isDelta: z.boolean(),
  issuer: z.string(),
  thisUpdate: z.iso.datetime(),
  nextUpdate: z.iso.datetime(),
  sm3: z.string(),
});
const materialSchema = z.strictObject({
  statement: keptStatement.optional(),
  signers: z
    .strictObject({
      statement: keptStatement,
      signers: signerListSchema.shape.signers,
      ended: z.array(z.string()),
    })
    .optional(),
  certificates: z.array(z.string()),
  makers: z.array(z.string()),
  withdrawn: z.array(z.string()),
  lists: z.array(keptListSchema),
  former: z.array(keptListSchema),
});

const NOTHING: PlatformTrustMaterial = { certificates: [], makers: [], withdrawn: [], lists: [], former: [] };

/** Names of platform folders within the trust folder begin with this. */
export const PLATFORM_FOLDER_PREFIX = 'platform-';

/** Returns the folder of a platform's lists, `<trust folder>/platform-<id>`. */
export const platformFolderIn = (trustFolder: string, platform: string): string =>
  join(trustFolder, `${PLATFORM_FOLDER_PREFIX}${platform}`);

/** Returns the path of a list in a platform's folder. */
export const listFileIn = (folder: string, file: string): string => join(folder, 'lists', file);

/** Reads what was accepted from a platform, by `current.json` in its folder; nothing if that is absent or damaged. */
export function readPlatformMaterial(folder: string): PlatformTrustMaterial {
  try {
    return materialSchema.parse(
      readJson(readRegularText(join(folder, 'current.json'), { most: FILE_BUDGET.wholeBytes })),
    );
  } catch (error) {
    const isExpected = error instanceof z.ZodError || error instanceof SyntaxError;
    if (!isExpected && systemErrorName(error) === undefined) throw error;
    return NOTHING;
  }
}

/**
 * Keeps a platform's lists in a folder of its own. `current.json` names what is in force, `lists` holds every list
 * that was ever accepted, `parts` holds lists that have arrived in part. `current.json` is replaced in one step after
 * everything that it names is on the disk, so that a reader always sees either the old state or the new one.
 */
export function platformTrustFolder(folder: string): PlatformTrustFiles {
  const partOf = (name: string): string => join(folder, 'parts', `${name}.part`);
  return {
    material: () => readPlatformMaterial(folder),
    replace: (material) =>
      writing(() => replaceFile(folder, 'current.json', Buffer.from(`${JSON.stringify(material)}\n`))),
    list: (file) => readOrNull(listFileIn(folder, file)),
    addList: (name, bytes) => {
      writing(() => replaceFile(join(folder, 'lists'), listFileName(name), bytes));
      return listFileName(name);
    },
    part: (name) => readOrNull(partOf(name)) ?? new Uint8Array(),
    addToPart: (name, bytes) =>
      writing(() => {
        mkdirSync(join(folder, 'parts'), { recursive: true });
        writeThrough(partOf(name), 'a', bytes);
      }),
    dropPart: (name) => writing(() => fileMoves.remove(partOf(name))),
    keepParts: (names) => {
      const kept = new Set(names.map((name) => basename(partOf(name))));
      const parts = join(folder, 'parts');
      const others = namesIn(parts).filter((file) => !kept.has(file));
      writing(() => others.forEach((file) => fileMoves.remove(join(parts, file))));
    },
  };
}

function readOrNull(path: string): Uint8Array | null {
  try {
    return readRegularFile(path);
  } catch (error) {
    if (systemErrorName(error) === undefined) throw error;
    return null;
  }
}
