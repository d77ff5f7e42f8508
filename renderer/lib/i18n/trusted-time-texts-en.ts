import type { trustedTimeTextsZhCn } from './trusted-time-texts-zh-cn.ts';

/** True translation of the Chinese original. */
export const trustedTimeTextsEn: typeof trustedTimeTextsZhCn = {
  stamped: (time) => `Trusted time: ${time} (the time stamp is kept in the seal)`,
  missing: (what) => `Sealed without a trusted time: ${what}`,
  countersigned:
    'The document is sealed. Its place in the register will be countersigned at the next synchronisation, which proves that it existed.',
};
