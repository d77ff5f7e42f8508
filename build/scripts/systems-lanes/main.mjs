import { runScript, say } from '../setup/run.mjs';
import { chromium } from './chromium.mjs';
import { chroots } from './chroots.mjs';
import { packages } from './packages.mjs';
import { qemuArm64 } from './qemu-arm64.mjs';
import { runLane, totalOf } from './run-lane.mjs';
import { windowsInstallers } from './windows-installers.mjs';
import { wine32Bit } from './wine-32-bit.mjs';
import { wineSmoke } from './wine-smoke.mjs';
import { wineCommandLine, wineUnit, wineWindow } from './wine/wine-suites.mjs';

/** The suites under Wine, of which some files alone may be asked for. */
const suites = { 'wine-unit': wineUnit, 'wine-command-line': wineCommandLine, 'wine-window': wineWindow };

/** Each lane runs the program on a system that this machine is not. What a lane needs, it installs or builds. */
const lanes = {
  'wine-smoke': wineSmoke,
  ...suites,
  'wine-32-bit': wine32Bit,
  'windows-installers': windowsInstallers,
  chroots,
  chromium,
  'qemu-arm64': qemuArm64,
  packages,
};

const known = Object.keys(lanes);

const USAGE = `npm run test:systems -- [lane ...] [test file ...]
lanes: ${known.join(', ')}; without a name all of them, for some hours
test files: after one of ${Object.keys(suites).join(', ')}, run alone`;

/** Reads what is wanted: names of lanes, without any all of them; after one suite, test files of it. */
function asked() {
  const given = process.argv.slice(2);
  const files = given.filter((name) => name.endsWith('.test.ts'));
  const names = given.filter((name) => !files.includes(name));
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`no lane ${unknown.join(', ')}; there are: ${known.join(', ')}`);
  if (files.length > 0 && (names.length !== 1 || !Object.hasOwn(suites, names[0])))
    throw new Error(`test files follow one of ${Object.keys(suites).join(', ')}`);
  return { names: names.length > 0 ? names : known, files };
}

async function main() {
  const { names, files } = asked();
  say(`lanes: ${names.join(', ')}`);
  const results = [];
  for (const name of names) results.push(await runLane(name, () => lanes[name](files)));
  const { passed, failed } = totalOf(results);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}

await runScript('Systems', main, USAGE);
