import { ensureEverything } from './setup/ensure.mjs';

await ensureEverything();
