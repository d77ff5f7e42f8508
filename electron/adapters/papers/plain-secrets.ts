import type { SecretKeeper } from '../../services/pin-reset/reset-records.ts';

/** What begins a secret that nothing but the file's permissions protects. */
const PLAIN = 'plain:';

/** For where the system offers no protection: the store is its user's alone. */
export const plainSecrets: SecretKeeper = {
  protect: (secret) => `${PLAIN}${secret}`,
  reveal: (kept) => (kept.startsWith(PLAIN) ? kept.slice(PLAIN.length) : null),
};
