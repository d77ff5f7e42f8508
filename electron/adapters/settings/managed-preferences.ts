import { existsSync } from 'node:fs';
import { type RunProgram, runProgram } from '../systems/run-program.ts';

/** Where macOS puts the settings that a profile fixes for everybody; only the system writes there. */
const PROPERTY_LIST = '/Library/Managed Preferences/cn.sealdesk.app.plist';
/** Comes with macOS; it reads every form of property list. */
const CONVERTER = '/usr/bin/plutil';

/**
 * Returns the managed preferences of the program as JSON; null when there are none.
 * @throws the system's errors
 */
export function readManagedPreferences(run: RunProgram = runProgram, exists = existsSync): string | null {
  if (!exists(PROPERTY_LIST)) return null;
  return run(CONVERTER, ['-convert', 'json', '-o', '-', '--', PROPERTY_LIST]);
}
