import { commandLineTargets, targetNames } from '../bundle/targets.mjs';
import { bundlesOf } from './bundles.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { exclusively } from './lock.mjs';
import { nodeModules } from './node-modules.mjs';
import { say } from './run.mjs';
import { softToken } from './soft-token.mjs';
import { systemPackages } from './system-packages.mjs';

/** In the order of need: a later step builds on the earlier ones. */
const everything = [systemPackages, nodeModules, electronRuntime, softToken, bundlesOf(targetNames)];
const commandLine = [nodeModules, softToken, bundlesOf(commandLineTargets)];

function giveUp(error) {
  say(`Set-up failed: ${error.message}`);
  process.exit(1);
}

/** Asks again under the lock: another process may have done the work while this one waited for it. */
async function makeAll(steps, isSettled) {
  if (steps.every(isSettled)) return;
  await exclusively(async () => {
    for (const step of steps) if (!isSettled(step)) await step.make();
  }).catch(giveUp);
}

/** All that the app, its tests and its checks need. What failed before is tried again. */
export const ensureEverything = () => makeAll(everything, (step) => step.isReady());

/** What the checks need: packages and nothing built. */
export const ensureChecks = () => makeAll([nodeModules], (step) => step.isReady() || step.hasFailed?.());

/** What the command line needs; what failed before and is not essential is not tried by every command. */
export const ensureCommandLine = () => makeAll(commandLine, (step) => step.isReady() || step.hasFailed?.());
