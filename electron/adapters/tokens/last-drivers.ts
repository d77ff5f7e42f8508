import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from '../../core/bytes/json.ts';
import type { DriverOfKey } from '../../services/tokens/one-key.ts';
import { readRegularText } from '../files/regular-file.ts';
import { replaceFile } from '../files/replace-file.ts';

const FILE = 'last-drivers.json';

/** Paths of modules by the hash of a key's serial number, so that the file tells nobody which keys were used here. */
const stored = z.record(z.string(), z.string());

type Stored = Readonly<z.infer<typeof stored>>;

/** Remembers which driver signed last with a key that several show. */
export interface LastDrivers {
  isLast(driver: DriverOfKey): boolean;
  /**
   * Never fails: if it cannot be written, the next command decides by the rest of the rule.
   * @param serials every serial number by which drivers show the key
   */
  note(serials: readonly string[], module: string): void;
}

/**
 * Keeps that in a small file of the home, so that the next command and the next start go on with it. A damaged file counts as
 * none.
 */
export function lastDriversIn(home: string): LastDrivers {
  let known: Stored | undefined;
  const isLast = ({ module, serial }: DriverOfKey): boolean =>
    (known ??= load(home))[hashOf(serial)] === module;
  return {
    isLast,
    note: (serials, module) => {
      if (serials.every((serial) => isLast({ module, serial }))) return;
      // Another process may have noted other keys meanwhile.
      known = { ...load(home), ...Object.fromEntries(serials.map((serial) => [hashOf(serial), module])) };
      try {
        replaceFile(home, FILE, `${JSON.stringify(known, null, 2)}\n`);
      } catch {
        // The signature is made all the same.
      }
    },
  };
}

function load(home: string): Stored {
  try {
    return stored.parse(readJson(readRegularText(join(home, FILE))));
  } catch {
    return {};
  }
}

const hashOf = (serial: string): string => createHash('sha256').update(serial).digest('hex');
