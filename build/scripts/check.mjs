import { runChecks } from './check/checks.mjs';
import { ensureChecks } from './setup/ensure.mjs';

await ensureChecks();
const results = await runChecks();
process.exitCode = results.every(({ failed }) => failed === 0) ? 0 : 1;
