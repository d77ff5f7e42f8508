import type { GateRules } from '../create-gate.ts';
import { refuse } from './refuse.ts';

/**
 * For a seal that was taken from a file: refused where the rules want the seal itself in a certified device, not only
 * its key (宿迁 第十六条, 广东 第11条).
 */
export const sealFromFile: GateRules = {
  before: async (_chosen, situation) => {
    const storage = situation.policy?.rules.storage ?? null;
    return storage?.sealInDevice === true ? refuse('SEAL_FILES_NOT_ALLOWED', situation, storage) : null;
  },
};
