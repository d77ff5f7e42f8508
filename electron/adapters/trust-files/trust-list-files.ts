import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { utf8Bytes } from '../../core/bytes/encodings.ts';
import { readJson } from '../../core/bytes/json.ts';
import {
  readTrustListFile,
  TRUST_LIST_SUFFIX,
  type TrustListFile,
  trustListText,
} from '../../core/platform/trust-list-file.ts';
import type {
  LaidOutTrustList,
  StoredTrustList,
  TrustListConfirmation,
  TrustListStore,
} from '../../services/trust-lists/trust-list-store.ts';
import { CodedError } from '../../shared/errors.ts';
import { namesIn, reading, systemErrorName, writing } from '../files/file-errors.ts';
import { fileMoves } from '../files/file-moves.ts';
import { readRegularFile, readRegularText } from '../files/regular-file.ts';
import { replaceFile } from '../files/replace-file.ts';

/** The folder within a trust folder that holds the confirmed lists. */
const FOLDER = 'lists';
/** Beside each list: what was written down when a person confirmed it. */
const CONFIRMED = '.confirmed.json';

const confirmationSchema = z.strictObject({
  source: z.string(),
  acceptedAt: z.iso.datetime(),
  origin: z.string(),
  withdrawn: z.array(z.string()),
  file: z.string().regex(/^[0-9a-f]{16}-\d+\.trustlist\.json$/),
  /** Of that file. Its signature was checked when it was taken over; these are the same bytes. */
  sha256: z.string(),
});

/** Keeps confirmed lists of trust and makers in a trust folder: a list, and a note that names it. */
export function trustListFiles(trustFolder: string): TrustListStore {
  const folder = join(trustFolder, FOLDER);
  return {
    kept: () => readConfirmedLists(trustFolder),
    keep: (file, number, confirmation) => writing(() => keep(folder, file, number, confirmation)),
    remove: (id) =>
      writing(() => {
        const names = namesIn(folder).filter((name) => name.startsWith(id));
        // The note first: without it the list counts for nothing.
        names.sort((name) => (name.endsWith(CONFIRMED) ? -1 : 1));
        names.forEach((name) => fileMoves.remove(join(folder, name)));
      }),
  };
}

function keep(
  folder: string,
  file: TrustListFile,
  number: number,
  confirmation: TrustListConfirmation,
): string {
  const id = sha256Of(utf8Bytes(confirmation.source)).slice(0, 16);
  const bytes = utf8Bytes(trustListText(file));
  const name = `${id}-${String(number)}${TRUST_LIST_SUFFIX}`;
  replaceFile(folder, name, bytes);
  const note = { ...confirmation, file: name, sha256: sha256Of(bytes) };
  replaceFile(folder, `${id}${CONFIRMED}`, utf8Bytes(`${JSON.stringify(note)}\n`));
  const former = namesIn(folder).filter((each) => each.startsWith(`${id}-`) && each !== name);
  former.forEach((each) => fileMoves.tryToRemove(join(folder, each)));
  return id;
}

/** Reads the confirmed lists of a trust folder. A list that is not the confirmed one to the byte has no content. */
export function readConfirmedLists(trustFolder: string): StoredTrustList[] {
  const folder = join(trustFolder, FOLDER);
  const notes = namesIn(folder).filter((name) => name.endsWith(CONFIRMED));
  return notes.sort().map((name) => readConfirmed(folder, name.slice(0, -CONFIRMED.length)));
}

function readConfirmed(folder: string, id: string): StoredTrustList {
  return orElse(
    () => {
      const note = confirmationSchema.parse(readJson(readRegularText(join(folder, `${id}${CONFIRMED}`))));
      const { file: name, sha256, ...confirmation } = note;
      const file = orElse(() => listOf(readRegularFile(join(folder, name)), sha256), null);
      return { id, confirmation, file };
    },
    { id, confirmation: { source: id, acceptedAt: EPOCH, origin: '', withdrawn: [] }, file: null },
  );
}

const EPOCH = new Date(0).toISOString();

function listOf(bytes: Uint8Array, sha256: string): TrustListFile | null {
  if (sha256Of(bytes) !== sha256) return null;
  return readTrustListFile(new TextDecoder().decode(bytes));
}

/** Takes a damaged or unreadable file as that which stands in its place. */
function orElse<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    const isExpected =
      error instanceof CodedError || error instanceof z.ZodError || error instanceof SyntaxError;
    if (!isExpected && systemErrorName(error) === undefined) throw error;
    return otherwise;
  }
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Folders of that name beside the bundles and in a home hold lists that lie ready to be confirmed. */
const LAID_OUT = 'trust-lists';

/** Reads the lists that came with the program, and those that somebody has laid into the home. */
export function laidOutTrustLists(dist: string, home: string): LaidOutTrustList[] {
  const folders = { program: join(dist, LAID_OUT), home: join(home, LAID_OUT) } as const;
  return (['program', 'home'] as const).flatMap((from) => {
    const names = orElse(() => namesIn(folders[from]), []);
    const paths = names.filter((name) => name.endsWith(TRUST_LIST_SUFFIX)).sort();
    return paths.flatMap((name) => {
      const path = join(folders[from], name);
      const text = orElse(() => readTrustListText(path), null);
      return text === null ? [] : [{ from, path, text }];
    });
  });
}

/**
 * Reads the text of a list's file. Revocation lists may make it large.
 * @throws CodedError FILE_NOT_FOUND, FILE_UNREADABLE, FILE_NOT_REGULAR, FILE_OVER_BUDGET
 */
export function readTrustListText(path: string): string {
  return reading(() => new TextDecoder().decode(readRegularFile(path)));
}
