import { documentEnding, type NamedOutput, outputStem } from '../documents/output-pattern.ts';
import type { BatchItem } from './batch-list.ts';
import type { BatchOrder } from './batch-order.ts';

export interface NamingPorts {
  /**
   * Returns the path of a new document in a folder, numbered when the name is taken.
   * @param ending with its dot
   */
  freePath(folder: string, stem: string, ending: string, isTaken: (path: string) => boolean): string;
}

/** How the outputs of a batch are named. */
interface Naming extends Pick<BatchOrder, 'outFolder' | 'pattern'>, Pick<NamedOutput, 'at'> {
  /** Paths that other documents have, as {@link pathsOf} gives them. The new one joins them. */
  readonly taken: Set<string>;
}

/** Gives a document the path of its output, which no other document has, nor a file there. @returns the path */
export function nameOutput(
  item: BatchItem,
  { outFolder, pattern, at, taken }: Naming,
  ports: NamingPorts,
): string {
  const stem = outputStem(pattern, { inputPath: item.path, number: item.row.number, at });
  const path = ports.freePath(outFolder, stem, documentEnding(item.path), (each) =>
    taken.has(foldedCase(each)),
  );
  taken.add(foldedCase(path));
  item.outputPath = path;
  return path;
}

/** Returns the paths of the outputs of documents, as they are compared. */
export function pathsOf(items: readonly BatchItem[]): Set<string> {
  return new Set(items.flatMap(({ outputPath }) => (outputPath === null ? [] : foldedCase(outputPath))));
}

/** File systems of Windows and macOS take names for the same that differ in case or composition. */
const foldedCase = (path: string): string => path.normalize('NFC').toLowerCase();
