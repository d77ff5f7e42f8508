import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { inProject, pinnedNode } from '../setup/project.mjs';
import { run } from '../setup/run.mjs';
import { toolPath } from './tool.mjs';

/** A test that never ends fails its suite instead of stopping everything. */
const suiteTimeoutMs = 2_700_000;

const reportFile = (suite) => inProject('out/test', `${suite}.json`);

/** A file that cannot even be loaded reports no test, so it counts as one that failed. */
const brokenFiles = (report) =>
  report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;

/** A skipped test has proved nothing: it counts as failed. */
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
 * Runs one suite of build/config/vitest.config.ts.
 * @param options those of `run`
 * @returns how many of its tests passed and failed
 */
export async function runSuite(suite, options = {}) {
  mkdirSync(inProject('out/test'), { recursive: true });
  rmSync(reportFile(suite), { force: true });
  const args = ['run', '--config', 'build/config/vitest.config.ts', '--project', suite];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile(suite)}`];
  const status = await run(pinnedNode, [toolPath('vitest'), ...args, ...reporters], {
    timeoutMs: suiteTimeoutMs,
    ...options,
  });
  return readCounts(suite, status);
}
