import { ensureEverything } from './setup/ensure.mjs';
import { runScript } from './setup/run.mjs';
import { chromium } from './systems-lanes/chromium.mjs';
import { chroots } from './systems-lanes/chroots.mjs';
import { packages } from './systems-lanes/packages.mjs';
import { qemuArm64 } from './systems-lanes/qemu-arm64.mjs';
import { runLane, totalOf } from './systems-lanes/run-lane.mjs';
import { windowsInstallers } from './systems-lanes/windows-installers.mjs';
import { wine32Bit } from './systems-lanes/wine-32-bit.mjs';
import { wineSmoke } from './systems-lanes/wine-smoke.mjs';
import { wineCommandLine, wineUnit } from './systems-lanes/wine-suites.mjs';

/** Each lane runs the program on a system that this machine is not. What a lane needs, it installs or builds. */
const lanes = {
  'wine-smoke': wineSmoke,
  'wine-unit': wineUnit,
  'wine-command-line': wineCommandLine,
  'wine-32-bit': wine32Bit,
  'windows-installers': windowsInstallers,
  chroots,
  chromium,
  'qemu-arm64': qemuArm64,
  packages,
};

const known = Object.keys(lanes);

function askedLanes() {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`no lane ${unknown.join(', ')}; there are: ${known.join(', ')}`);
  return asked.length > 0 ? asked : known;
}

async function main() {
  const asked = askedLanes();
  await ensureEverything();
  const results = [];
  for (const name of asked) results.push(await runLane(name, lanes[name]));
  const { passed, failed } = totalOf(results);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}

await runScript('Systems', main);
