import { parseArgs } from 'node:util';
import { makeFolder } from './window.mjs';
import { makePackagesForLinux } from './linux/make-packages.mjs';
import { makeInstallersForWindows } from './windows/make-installers.mjs';
import { sayWhatIsMissing } from './publisher.mjs';
import { runScript } from '../setup/run.mjs';
import { here } from '../systems/this-system.mjs';
import { placeUpdateSource } from '../updates/place-source.mjs';

/** What can be made for which systems. A maker returns the paths of what it made. */
const makers = [
  { formats: ['folder'], targets: [here, 'win32-x64', 'linux-arm64'], make: makeFolder },
  { formats: ['nsis', 'msi'], targets: ['win32-x64'], make: makeInstallersForWindows },
  {
    formats: ['deb', 'rpm', 'tar.gz', 'uos'],
    targets: ['linux-x64', 'linux-arm64'],
    make: makePackagesForLinux,
  },
];

const known = makers.flatMap(({ targets, formats }) =>
  targets.map((name) => `${name}: ${formats.join(', ')}`),
);

const USAGE = `npm run package -- [--target SYSTEM] [--format FORMAT,FORMAT] [--command] [--sign-with KEY]
${known.join('\n')}`;

/**
 * Reads what is wanted: `--target SYSTEM --format FORMAT,FORMAT`, without them the app's folder for this system; `--command` leaves the
 * window out of packages for Linux, and `--sign-with KEY` signs them.
 */
function asked() {
  const { values } = parseArgs({
    options: {
      target: { type: 'string', default: here },
      format: { type: 'string', default: 'folder' },
      command: { type: 'boolean', default: false },
      'sign-with': { type: 'string' },
    },
  });
  const { target, command, 'sign-with': key } = values;
  const formats = values.format.split(',');
  const maker = makers.find(
    (each) => each.targets.includes(target) && formats.every((format) => each.formats.includes(format)),
  );
  if (maker === undefined)
    throw new Error(`no ${values.format} for ${target}; there are\n${known.join('\n')}`);
  return { make: maker.make, wanted: { target, formats, command, key } };
}

async function main() {
  const { make, wanted } = asked();
  placeUpdateSource();
  sayWhatIsMissing();
  for (const made of await make(wanted)) process.stdout.write(`${made}\n`);
}

await runScript('Package', main, USAGE);
