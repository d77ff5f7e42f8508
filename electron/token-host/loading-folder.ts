import { dirname } from 'node:path';

/**
 * Makes the folder of a driver the working folder of this process. Windows looks for the libraries that a driver needs in the working
 * folder too, and a host begins in that of whoever started the program: among a colleague's documents, where anybody may have put a
 * library of the name that the driver misses. A folder that is not there leaves the one of the program.
 * @param file path of the driver
 */
export function enterFolderOf(file: string): void {
  // Whatever the driver's folder turns out to be, the first one is left.
  process.chdir(dirname(process.execPath));
  try {
    process.chdir(dirname(file));
  } catch {
    // Loading the driver will say what is wrong with it.
  }
}
