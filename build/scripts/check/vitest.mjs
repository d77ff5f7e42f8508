import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inProject, pinnedNode } from '../setup/project.mjs';
import { run, say } from '../setup/run.mjs';
import { toolPath } from './tool.mjs';

/** A test that never ends makes its suite fail and does not stop the others. */
const suiteTimeoutMs = 2_700_000;

const reportFile = (suite) => inProject('out/test', `${suite}.json`);
const runningFolder = (suite) => inProject('out/test', `${suite}-running`);

/** A file that cannot be loaded reports no test, so it counts as one failed test. */
const brokenFiles = (report) =>
  report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;

/** A skipped test has proved nothing, so it counts as failed. */
export function countTests(report) {
  const failed = report.numTotalTests - report.numPassedTests;
  return { passed: report.numPassedTests, failed: failed + brokenFiles(report) };
}

function readCounts(suite, status) {
  try {
    const counts = countTests(JSON.parse(readFileSync(reportFile(suite), 'utf8')));
    const unexplained = status !== 0 && counts.failed === 0 ? 1 : 0;
    return { passed: counts.passed, failed: counts.failed + unexplained };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/**
 * Returns the tests that a suite had begun and not ended, as noted by name-running-test.mjs.
 * @param folder the folder with the notes
 */
export function testsThatRan(folder) {
  try {
    return readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  } catch {
    return [];
  }
}

/**
 * Runs one suite of build/config/vitest.config.ts. A suite that runs out of time names the tests that ran.
 * @param options the options of `run`; `reporters`: files of further reporters
 * @returns the numbers of tests that passed and failed
 */
export async function runSuite(
  suite,
  { timeoutMs = suiteTimeoutMs, env = process.env, reporters: further = [], ...options } = {},
) {
  const running = runningFolder(suite);
  mkdirSync(inProject('out/test'), { recursive: true });
  rmSync(reportFile(suite), { force: true });
  rmSync(running, { recursive: true, force: true });
  const args = ['run', '--config', 'build/config/vitest.config.ts', '--project', suite];
  const reporters = ['default', 'json', ...further].map((name) => `--reporter=${name}`);
  const output = `--outputFile.json=${reportFile(suite)}`;
  const start = performance.now();
  const status = await run(pinnedNode, [toolPath('vitest'), ...args, ...reporters, output], {
    timeoutMs,
    env: { ...env, SEALDESK_RUNNING_TESTS: running },
    ...options,
  });
  if (performance.now() - start >= timeoutMs) {
    const tests = testsThatRan(running);
    say(`The suite ${suite} was ended after ${timeoutMs / 1000} s while it ran:`);
    say(
      tests.length > 0 ? tests.map((test) => `  ${test}`).join('\n') : '  no test; a file was being loaded',
    );
  }
  return readCounts(suite, status);
}
