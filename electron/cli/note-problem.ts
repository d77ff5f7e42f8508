import { problemLog } from '../adapters/home-files/problem-log.ts';
import { systemClock } from '../adapters/system.ts';
import { homeFolder } from '../home/home-folder.ts';
import { problemLine } from '../services/support-bundle/problem-line.ts';

/** Keeps a line of a problem of a command in the home, for a support bundle. A folder that is no home gets none. */
export function noteProblem(command: string, error: unknown): void {
  problemLog(homeFolder(process.env)).note(problemLine(systemClock.now(), command, error));
}
