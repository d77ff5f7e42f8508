import { parseArgs } from 'node:util';
import { makeFolder } from './package/folder.mjs';
import { makeMsi } from './package/msi.mjs';
import { makeNsis } from './package/nsis.mjs';
import { windowsPayload } from './package/windows-payload.mjs';
import { ensureEverything } from './setup/ensure.mjs';
import { say } from './setup/run.mjs';
import { placeUpdateSource } from './updates/place-source.mjs';

const here = `${process.platform}-${process.arch}`;

/** What can be made for each system, one file a format. A maker returns the path of what it made. */
const formats = {
  folder: { targets: [here], make: makeFolder },
  nsis: { targets: ['win32-x64'], make: async () => makeNsis(await windowsPayload()) },
  msi: { targets: ['win32-x64'], make: async () => makeMsi(await windowsPayload()) },
};

/** Reads `--target SYSTEM --format FORMAT`; without them the app's folder for this system. @returns what makes it */
function asked() {
  const { values } = parseArgs({ options: { target: { type: 'string' }, format: { type: 'string' } } });
  const { target = here, format = 'folder' } = values;
  const known = Object.entries(formats).flatMap(([name, { targets }]) =>
    targets.map((each) => `${each} ${name}`),
  );
  if (!known.includes(`${target} ${format}`)) {
    throw new Error(`no ${format} for ${target}; there are: ${known.join(', ')}`);
  }
  return formats[format].make;
}

async function main() {
  const make = asked();
  await ensureEverything();
  placeUpdateSource();
  process.stdout.write(`${await make()}\n`);
}

await main().catch((error) => {
  say(`Package: ${error.message}`);
  process.exitCode = 1;
});
