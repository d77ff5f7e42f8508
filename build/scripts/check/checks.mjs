import { pinnedNode } from '../setup/project.mjs';
import { run, say } from '../setup/run.mjs';
import { toolPath } from './tool.mjs';
import { runSuite } from './vitest.mjs';

const configuration = (name) => ['--config', `build/config/${name}`];

const tool = (packageName, args, command) => async () => {
  const status = await run(pinnedNode, [toolPath(packageName, command), ...args], { quiet: true });
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
};

const unitTimeoutMs = 300_000;

/** The longest first, so that two processor cores end at about the same time. */
const checks = {
  unit: () => runSuite('unit', { quiet: true, timeoutMs: unitTimeoutMs }),
  types: tool('typescript', ['--build'], 'tsc'),
  lint: tool('eslint', [...configuration('eslint.config.js'), '--max-warnings', '0', '.']),
  format: tool('prettier', ['--check', '--log-level', 'warn', ...configuration('prettier.json'), '.']),
  layers: tool('dependency-cruiser', [
    ...configuration('dependency-cruiser.cjs'),
    ...['electron', 'renderer', 'native', 'build', 'e2e'],
  ]),
  'folder cycles': tool('dependency-cruiser', [
    ...configuration('folder-cycles.mjs'),
    ...['electron', 'renderer', 'e2e/platform'],
  ]),
  'dead code': tool('knip', configuration('knip.json')),
};

const atOnce = 2;

async function runCheck(name) {
  const start = performance.now();
  const counts = await checks[name]();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const tests = name === 'unit' ? ` (${counts.passed} tests passed, ${counts.failed} failed)` : '';
  say(`${counts.failed === 0 ? 'ok  ' : 'FAIL'} ${name}, ${seconds} s${tests}`);
  return { name, ...counts };
}

/** Runs every check, two at once; the output of one that fails is shown whole. @returns counts by check */
export async function runChecks() {
  const waiting = Object.keys(checks);
  const done = [];
  const work = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
      done.push(await runCheck(name));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return done;
}
