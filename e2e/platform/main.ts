import { writeFileSync } from 'node:fs';
import { parseOptions, USAGE } from './options.ts';
import { bundleOf, startPlatform } from './start-platform.ts';

/** Writes an offline bundle, or starts the platform, prints its address as one line of JSON, and ends on SIGTERM, SIGINT or as the options say. */
async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const options = parseOptions(process.argv.slice(2));
  if (options.bundle !== undefined) {
    writeFileSync(options.bundle, await bundleOf(options), { flag: 'wx' });
    return;
  }
  const { stop, ...place } = await startPlatform(options);
  if (options.endsWithInput) process.stdin.resume().once('end', () => void stop());
  const end = (): void => {
    // An open input would keep the process alive.
    process.stdin.destroy();
    void stop();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end);
  process.stdout.write(`${JSON.stringify(place)}\n`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
