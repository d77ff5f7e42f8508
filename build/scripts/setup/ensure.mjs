import { commandLineTargets, targetNames } from '../bundle/targets.mjs';
import { bundlesOf } from './bundles.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { exclusively } from './lock.mjs';
import { nodeModules } from './node-modules.mjs';
import { say } from './run.mjs';
import { softToken } from './soft-token.mjs';
import { storeBinding } from './store-binding.mjs';
import { systemPackages } from './system-packages.mjs';

/** The steps in their order: a later step builds on the earlier ones. */
const everything = [
  systemPackages,
  nodeModules,
  electronRuntime,
  softToken,
  storeBinding,
  bundlesOf(targetNames),
];
const commandLine = [nodeModules, softToken, bundlesOf(commandLineTargets)];

/** Ends the process after a failed set-up, with a last word. */
function giveUp(error, lastWord) {
  say(`Set-up failed: ${error.message}`);
  lastWord();
  process.exit(1);
}

/** Asks each step again under the lock, because another process may have done the work meanwhile. */
async function makeAll(steps, isSettled, lastWord = () => {}) {
  if (steps.every(isSettled)) return;
  await exclusively(async () => {
    for (const step of steps) if (!isSettled(step)) await step.make();
  }).catch((error) => giveUp(error, lastWord));
}

/**
 * Makes everything that the app, its tests and its checks need. A step that failed before is tried again.
 * @param lastWord called before the process ends when set-up fails
 */
export const ensureEverything = (lastWord) => makeAll(everything, (step) => step.isReady(), lastWord);

/** Installs the packages. The checks need them and nothing built. */
export const ensureChecks = () => makeAll([nodeModules], (step) => step.isReady() || step.hasFailed?.());

/** Makes what the command line needs. A step that failed before and is not essential is not tried again. */
export const ensureCommandLine = () => makeAll(commandLine, (step) => step.isReady() || step.hasFailed?.());
