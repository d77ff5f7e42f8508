import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { CodedError } from '../../electron/shared/errors.ts';
import { openKitDialect } from './kit-dialect.ts';
import { readCredentials } from './kit-world.ts';
import { reportLines } from './report.ts';
import { runKit } from './run-kit.ts';

const USAGE = 'npm run platform-kit -- CREDENTIALS.json [--dialect SETTINGS.json] [--json REPORT.json]';

/** Exit statuses: everything fits, a clause is broken, the kit could not run. */
const STATUS = { fits: 0, broken: 1, unusable: 2 } as const;

function reasonOf(error: unknown): string {
  if (error instanceof CodedError) return `${error.code} ${JSON.stringify(error.details ?? {})}`;
  return error instanceof Error ? error.message : String(error);
}

async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'string' }, dialect: { type: 'string' } },
  });
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0) throw new TypeError(USAGE);
  const dialect = values.dialect === undefined ? null : openKitDialect(values.dialect);
  const report = await runKit(readCredentials(path), dialect);
  await dialect?.close();
  process.stdout.write(`${reportLines(report).join('\n')}\n`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
  const isBroken = report.operations.some(({ outcome }) => outcome === 'failed');
  process.exitCode = isBroken ? STATUS.broken : STATUS.fits;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exitCode = STATUS.unusable;
}
