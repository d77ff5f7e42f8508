import { say } from '../setup/run.mjs';

/** Thrown by a lane that this machine cannot run, with the reason. */
export class LeftOut extends Error {}

/**
 * Adds up what lanes, or the parts of one, have counted.
 * @param {readonly { passed: number, failed: number }[]} results
 * @returns {{ passed: number, failed: number }}
 */
export function totalOf(results) {
  const sum = (field) => results.reduce((total, result) => total + result[field], 0);
  return { passed: sum('passed'), failed: sum('failed') };
}

/**
 * Runs a lane, says how it ended and how long it took. A lane that throws counts as one failure; one that is left out
 * says why and counts as nothing.
 * @param {string} name
 * @param {() => Promise<{ passed: number, failed: number }>} lane
 * @returns {Promise<{ name: string, passed: number, failed: number, leftOut?: string }>}
 */
export async function runLane(name, lane) {
  const start = performance.now();
  const outcome = await lane().catch((error) => {
    if (error instanceof LeftOut) return { passed: 0, failed: 0, leftOut: error.message };
    say(`${name}: ${error.stack}`);
    return { passed: 0, failed: 1 };
  });
  const took = `${((performance.now() - start) / 1000).toFixed(0)} s`;
  const { passed, failed, leftOut } = outcome;
  say(
    leftOut === undefined
      ? `${name}, ${took}: ${passed} passed, ${failed} failed`
      : `${name}: left out, ${leftOut}`,
  );
  return { name, ...outcome };
}
