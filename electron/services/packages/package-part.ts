import type { Bilingual } from '../../shared/texts/bilingual.ts';

/** A file that is made for a package. */
export interface PartFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** One check that a person repeats by a command in the folder of the unpacked package. */
export interface Step {
  /** What the command shows, as a sentence. */
  readonly title: Bilingual<string>;
  /** One line for a POSIX shell with OpenSSL 3. It ends with status 0 where the sentence holds. */
  readonly command: string;
  /** Whether the sentence holds, by the verdict in the package. */
  readonly holds: boolean;
}

/** Some files of a package, and the steps that check them. */
export interface PackagePart {
  readonly files: readonly PartFile[];
  readonly steps: readonly Step[];
}

/** Joins parts. Files of one path are the same file, and stand once. */
export function joinParts(parts: readonly PackagePart[]): PackagePart {
  const files = new Map(parts.flatMap((part) => part.files.map((file) => [file.path, file] as const)));
  return { files: [...files.values()], steps: parts.flatMap(({ steps }) => steps) };
}
