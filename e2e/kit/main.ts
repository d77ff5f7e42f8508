import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { readCredentials } from './kit-world.ts';
import { reportLines } from './report.ts';
import { runKit } from './run-kit.ts';

const USAGE = 'npm run platform-kit -- CREDENTIALS.json [--json REPORT.json]';

/** Exit statuses: everything fits, a clause is broken, the kit could not run. */
const STATUS = { fits: 0, broken: 1, unusable: 2 } as const;

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'string' } },
  });
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0) throw new TypeError(USAGE);
  const report = await runKit(readCredentials(path));
  process.stdout.write(`${reportLines(report).join('\n')}\n`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
  const isBroken = report.operations.some(({ outcome }) => outcome === 'failed');
  process.exitCode = isBroken ? STATUS.broken : STATUS.fits;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = STATUS.unusable;
}
