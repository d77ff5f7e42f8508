import { commandLineTargets, targetNames } from '../bundle/targets.mjs';
import { bundlesOf } from './bundles.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { exclusively } from './lock.mjs';
import { nodeModules } from './node-modules.mjs';
import { say } from './run.mjs';
import { softToken } from './soft-token.mjs';
import { storeBinding } from './store-binding.mjs';
import { systemPackages } from './system-packages.mjs';

/** In the order of need: a later step builds on the earlier ones. */
const everything = [
  systemPackages,
  nodeModules,
  electronRuntime,
  softToken,
  storeBinding,
  bundlesOf(targetNames),
];
const commandLine = [nodeModules, softToken, bundlesOf(commandLineTargets)];

/** Nothing can follow a set-up that failed, but for a last word. */
function giveUp(error, lastWord) {
  say(`Set-up failed: ${error.message}`);
  lastWord();
  process.exit(1);
}

/** Asks again under the lock: another process may have done the work while this one waited for it. */
async function makeAll(steps, isSettled, lastWord = () => {}) {
  if (steps.every(isSettled)) return;
  await exclusively(async () => {
    for (const step of steps) if (!isSettled(step)) await step.make();
  }).catch((error) => giveUp(error, lastWord));
}

/**
 * All that the app, its tests and its checks need. What failed before is tried again.
 * @param lastWord called before the process ends, where set-up fails
 */
export const ensureEverything = (lastWord) => makeAll(everything, (step) => step.isReady(), lastWord);

/** What the checks need: packages and nothing built. */
export const ensureChecks = () => makeAll([nodeModules], (step) => step.isReady() || step.hasFailed?.());

/** What the command line needs; what failed before and is not essential is not tried by every command. */
export const ensureCommandLine = () => makeAll(commandLine, (step) => step.isReady() || step.hasFailed?.());
