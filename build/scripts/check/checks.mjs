import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { inProject, pinnedNode } from '../setup/project.mjs';
import { run, say } from '../setup/run.mjs';
import { toolPath } from './tool.mjs';
import { runSuite } from './vitest.mjs';

const configuration = (name) => ['--config', `build/config/${name}`];

const tool = (packageName, args, command) => async () => {
  const status = await run(pinnedNode, [toolPath(packageName, command), ...args], { quiet: true });
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
};

const unitTimeoutMs = 300_000;

/** Hashes the declarations of every layer, which `types` has just written and the linter's rules read. */
function declarationsHash() {
  const hash = createHash('sha256');
  const written = readdirSync(inProject('out/types'), { recursive: true });
  for (const file of written.filter((name) => name.endsWith('.d.ts')).sort())
    hash.update(file).update(readFileSync(inProject('out/types', file)));
  return hash.digest('hex').slice(0, 16);
}

/**
 * Runs the linter with a cache. Typed rules judge a file by the types in others, so cached results hold only while
 * no declaration has changed: each state of the declarations has its own cache.
 */
async function lint() {
  const kept = [
    '--cache',
    '--cache-strategy',
    'content',
    '--cache-location',
    `out/check/eslint-${declarationsHash()}`,
  ];
  return await tool('eslint', [...configuration('eslint.config.js'), '--max-warnings', '0', ...kept, '.'])();
}

/** Types come before lint, which reads what they leave. The lanes are about as long as each other from a clean clone. */
const lanes = [
  {
    unit: () => runSuite('unit', { quiet: true, timeoutMs: unitTimeoutMs }),
    format: tool('prettier', [
      ...['--check', '--log-level', 'warn', ...configuration('prettier.json')],
      ...['--cache', '--cache-strategy', 'content', '--cache-location', inProject('out/check/prettier'), '.'],
    ]),
    layers: tool('dependency-cruiser', [
      ...configuration('dependency-cruiser.cjs'),
      ...['electron', 'renderer', 'native', 'build', 'e2e'],
    ]),
  },
  {
    types: tool('typescript', ['--build'], 'tsc'),
    lint,
    'folder cycles': tool('dependency-cruiser', [
      ...configuration('folder-cycles.mjs'),
      ...['electron', 'renderer', 'e2e/platform'],
    ]),
    'dead code': tool('knip', configuration('knip.json')),
    components: async () => {
      const status = await run(pinnedNode, [inProject('build/scripts/components/main.mjs'), '--check'], {
        quiet: true,
      });
      return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
    },
  },
];

async function runCheck(name, check) {
  const start = performance.now();
  const counts = await check();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const tests = name === 'unit' ? ` (${counts.passed} tests passed, ${counts.failed} failed)` : '';
  say(`${counts.failed === 0 ? 'ok  ' : 'FAIL'} ${name}, ${seconds} s${tests}`);
  return { name, ...counts };
}

/** Runs the lanes of checks side by side, and shows the whole output of a failed check. @returns counts by check */
export async function runChecks() {
  const start = performance.now();
  const runLane = async (lane) => {
    const done = [];
    for (const [name, check] of Object.entries(lane)) done.push(await runCheck(name, check));
    return done;
  };
  const results = (await Promise.all(lanes.map(runLane))).flat();
  say(`checks, ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return results;
}
