import { ensureEverything } from './setup/ensure.mjs';
import { say } from './setup/run.mjs';
import { chroots } from './systems-lanes/chroots.mjs';
import { qemuArm64 } from './systems-lanes/qemu-arm64.mjs';
import { runLane } from './systems-lanes/run-lane.mjs';
import { windowsInstallers } from './systems-lanes/windows-installers.mjs';
import { wineSmoke } from './systems-lanes/wine-smoke.mjs';
import { wineSuites } from './systems-lanes/wine-suites.mjs';

/** Each lane runs the program on a system that this machine is not. What a lane needs, it installs or builds. */
const lanes = {
  'wine-smoke': wineSmoke,
  wine: wineSuites,
  'windows-installers': windowsInstallers,
  chroots,
  'qemu-arm64': qemuArm64,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(lanes, name));
if (unknown.length > 0) {
  say(`No lane ${unknown.join(', ')}; there are: ${Object.keys(lanes).join(', ')}`);
  process.exit(64);
}

await ensureEverything();
const results = [];
for (const name of asked.length > 0 ? asked : Object.keys(lanes))
  results.push(await runLane(name, lanes[name]));
const sum = (field) => results.reduce((total, result) => total + result[field], 0);
process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
