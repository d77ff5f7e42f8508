import { join } from 'node:path';
import type { Environment, SystemRules } from '../systems/system-rules.ts';

/** The folders of a person who names none. */
export interface PersonalFolders {
  /** Their home. */
  readonly home: string;
  /** What version 0.1.0 used for everything. It stays the home of those who have it. */
  readonly formerHome: string;
  /** The demonstration, which never shares a folder with a home. */
  readonly demonstration: string;
}

/**
 * Returns the folders of a person. They lie where each system keeps an application's data.
 * @param home the person's home folder
 */
export function personalFolders(rules: SystemRules, home: string, environment: Environment): PersonalFolders {
  const folder = join(rules.applicationData(home, environment), 'SealDesk');
  return {
    home: join(folder, 'home'),
    formerHome: join(folder, 'demo'),
    demonstration: join(folder, 'demonstration'),
  };
}
