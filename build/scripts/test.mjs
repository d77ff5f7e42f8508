import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { runChecks } from './check/checks.mjs';
import { runSuite } from './check/vitest.mjs';
import { withDisplay } from './launch-electron.mjs';
import { currentElectron } from './setup/electron-runtime.mjs';
import { ensureEverything } from './setup/ensure.mjs';
import { inProject } from './setup/project.mjs';
import { say } from './setup/run.mjs';
import { runLane, totalOf } from './systems-lanes/run-lane.mjs';
import { wineSmoke } from './systems-lanes/wine-smoke.mjs';

/** The samples beside the project, which the conformance suite needs. */
const hasSamples = existsSync(inProject('../shared/corpus'));

/** Lanes run side by side, the suites of a lane in turn: windows wait for paint more than for a processor. */
const lanes = [['app', 'parts', ...(hasSamples ? ['conformance'] : [])], ['command-line']];

const versionOf = (name) =>
  JSON.parse(readFileSync(inProject('node_modules', name, 'package.json'), 'utf8')).version;

/** Runs a step and prints how long it took. */
async function timed(step, work) {
  const start = performance.now();
  const outcome = await work();
  say(`${step}, ${((performance.now() - start) / 1000).toFixed(0)} s`);
  return outcome;
}

async function runInTurn(suites, env) {
  const results = [];
  for (const name of suites) {
    say(`\nSuite ${name}`);
    const counts = await timed(`suite ${name}`, () => runSuite(name, { env }));
    results.push({ name, ...counts });
  }
  return results;
}

async function runSuites(environment) {
  const env = { ...process.env, ...environment };
  const suites = lanes.map((names) => runInTurn(names, env));
  return (await Promise.all([...suites, runLane('wine-smoke', wineSmoke)])).flat();
}

function leaveProof(results, passed, failed) {
  const { kind, version } = currentElectron();
  const runtime = { node: versionOf('node'), electron: { kind, version }, platform: process.platform };
  const proof = { command: 'npm test', passed, failed, results, runtime };
  mkdirSync(inProject('out/proof'), { recursive: true });
  writeFileSync(inProject('out/proof/test-run.json'), `${JSON.stringify(proof, undefined, 2)}\n`);
}

rmSync(inProject('out/proof'), { recursive: true, force: true });
const print = (passed, failed) => process.stdout.write(`${passed} passed, ${failed} failed\n`);

await timed('set-up', () => ensureEverything(() => print(0, 1)));
const results = [...(await runChecks()), ...(await timed('suites', () => withDisplay(runSuites)))];
const { passed, failed } = totalOf(results);
if (!hasSamples) say('The conformance suite needs the sample folders beside the project; it was not run.');
leaveProof(results, passed, failed);
print(passed, failed);
process.exitCode = failed === 0 ? 0 : 1;
