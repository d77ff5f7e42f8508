import type { Stats } from 'node:fs';
import { thisSystem } from '../systems/this-system.ts';

/** Permissions of a file or a folder that let others than its owner in. */
const OF_OTHERS = 0o077;

/** Tells whether the mode of a file or a folder lets others than its owner in; false where modes do not count. */
export const modeLetsOthersIn = ({ mode }: Pick<Stats, 'mode'>): boolean =>
  thisSystem.modesCount && (mode & OF_OTHERS) !== 0;
