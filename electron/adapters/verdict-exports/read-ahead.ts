import type { SmEngine } from '../../core/sm/engine.ts';
import { beginHash } from '../../services/documents/begin-hash.ts';
import { type FilePort, isHeld, type OpenFile, passwordOf, pathOf } from '../../services/ports/files.ts';
import type { ExaminingPorts } from '../../services/verdict-exports/examine.ts';
import { nodeFiles } from '../files/node-files.ts';
import { systemTurn } from '../system.ts';

/** Bytes. A smaller file is hashed sooner than anybody is asked. */
const WORTH_BEGINNING = 4 * 1024 * 1024;

/**
 * Opens a large document that is going to be examined, and begins its hash until it is. Whoever opens that path first gets
 * the very file that was hashed. A document that cannot be opened is left to whoever opens it next.
 */
export function readAhead(
  path: string,
  engine: Pick<SmEngine, 'createSm3'>,
): Pick<ExaminingPorts, 'files' | 'begunHashOf'> {
  let waiting = openedLarge(path);
  const begun = waiting === null ? undefined : beginHash(waiting, { engine, turn: systemTurn });
  let given: OpenFile | null = null;
  const open: FilePort['open'] = (source) => {
    if (waiting === null || isHeld(source) || pathOf(source) !== path) return nodeFiles.open(source);
    begun?.end();
    given = { ...waiting, password: passwordOf(source) };
    waiting = null;
    return given;
  };
  return {
    files: { ...nodeFiles, open },
    begunHashOf: (file) => (file === given ? begun : undefined),
  };
}

function openedLarge(path: string): OpenFile | null {
  try {
    const file = nodeFiles.open(path);
    if (file.size >= WORTH_BEGINNING) return file;
    file.close();
  } catch {
    // Whoever opens it next is told why.
  }
  return null;
}
