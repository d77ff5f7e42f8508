import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

/** A platform's entry for clients. */
export interface PlatformEntry {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly profile: string;
  /** The pinned SM2 root, PEM. */
  readonly root: string;
  readonly tls: { readonly ca: string };
}

/** The entries of other platforms, and members that a person added to this one, stay as they are. */
const fileSchema = z.object({
  platforms: z.array(z.looseObject({ id: z.string(), url: z.string(), profile: z.string() })),
});

const pathIn = (home: string) => join(home, 'platforms.json');

function readEntries(home: string): z.infer<typeof fileSchema>['platforms'] {
  const path = pathIn(home);
  return existsSync(path) ? fileSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).platforms : [];
}

/** Puts the platform's entry into the world's platforms.json. A new entry comes first. */
export function announcePlatform(home: string, entry: PlatformEntry): void {
  const entries = readEntries(home);
  const isKnown = entries.some(({ id }) => id === entry.id);
  const platforms = isKnown
    ? entries.map((each) => (each.id === entry.id ? { ...each, ...entry } : each))
    : [...entries, entry];
  const path = pathIn(home);
  writeFileSync(`${path}.new`, `${JSON.stringify({ platforms }, null, 2)}\n`);
  renameSync(`${path}.new`, path);
}

/** Returns the platform's entry in the world's platforms.json, or null. */
export function announcedBefore(
  home: string,
  id: string,
): { readonly port: number; readonly profile: string } | null {
  const entry = readEntries(home).find((each) => each.id === id);
  return entry === undefined ? null : { port: Number(new URL(entry.url).port), profile: entry.profile };
}
