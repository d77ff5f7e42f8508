import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inProject, pinnedNode } from '../../setup/project.mjs';
import { answerOf, say } from '../../setup/run.mjs';
import { checkout } from './wine-checkout.mjs';
import { toolsEnvironment } from './wine-tools.mjs';
import { runInWine, windowsPath, withWine } from './wine.mjs';

const configuration = ['--config', 'build/config/vitest.config.ts'];
/** No test file needs as long on a loaded machine. */
const timeoutOfFileMs = 1_800_000;
/** A program starts several times slower under Wine. */
const patience = '4';
/** Files run two at a time, for they wait for one process after the other: on two cores that halves the time. */
const together = ['--fileParallelism', '--maxWorkers=2'];

/** Returns the test files of a suite by their paths in the project, in the order of their names. */
export function filesOf(suite) {
  const list = ['list', '--filesOnly', '--json', ...configuration, '--project', suite];
  const answer = answerOf(pinnedNode, [inProject('node_modules/vitest/vitest.mjs'), ...list], {
    cwd: inProject(),
  });
  return JSON.parse(answer)
    .map(({ file }) => file.slice(inProject().length + 1))
    .sort();
}

/** Runs some files by node.exe. @returns what it printed, and how each test ended; null when it did not end in time */
async function runFiles({ suite, environment }, files, timeoutMs) {
  const report = join(checkout, `out/test/${suite}.json`);
  await rm(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=./build/scripts/systems-lanes/outcome-reporter.mjs'];
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--retry=0', ...configuration, '--project', suite];
  const node = windowsPath(join(checkout, 'node_modules/node/bin/node.exe'));
  const env = {
    ...{ NO_COLOR: '1', SEALDESK_TEST_PATIENCE: patience, SEALDESK_TEST_OUTCOMES: windowsPath(report) },
    ...toolsEnvironment,
    ...environment,
  };
  const options = { cwd: checkout, timeoutMs, env };
  // The server ends with the files, and with it every process that they have left behind.
  const { stdout, stderr } = await withWine(() =>
    runInWine(node, [...vitest, ...together, ...reporters, ...files], options),
  );
  const text = await readFile(report, 'utf8').catch(() => null);
  return { printed: stdout + stderr, report: text === null ? null : JSON.parse(text) };
}

/** What stands for the outcomes of a file that did not come to its end. */
function unended(file) {
  const messages = [`did not end within ${timeoutOfFileMs / 1000} s`];
  return [{ file, outcomes: [{ test: '(the file)', status: 'failed', messages }] }];
}

/** Runs files together and, when they do not end, one by one, so that one that hangs stops no other. */
async function runSlice(plan, files, timeoutMs) {
  const { printed, report } = await runFiles(plan, files, timeoutMs);
  if (report !== null) return { printed, reports: [report] };
  if (files.length === 1) return { printed, reports: [unended(files[0])] };
  say('  they did not end in time, and run again one by one');
  const alone = [];
  for (const file of files) alone.push(await runSlice(plan, [file], timeoutOfFileMs));
  return {
    printed: [printed, ...alone.map((each) => each.printed)].join('\n'),
    reports: alone.flatMap((each) => each.reports),
  };
}

/**
 * Runs files of a suite of build/config/vitest.config.ts under Wine, in slices, to their end.
 * @param {{ suite: string, filesInSlice: number, timeoutMs: number, environment?: Record<string, string> }} plan timeoutMs: of one
 *   slice; environment: what the suite needs besides
 * @param {readonly string[]} files by their paths in the project
 * @returns {Promise<{ printed: string, report: object[] }>} what was printed, and how each test of each file ended
 */
export async function runInSlices(plan, files) {
  const { suite, filesInSlice, timeoutMs } = plan;
  const done = [];
  for (let start = 0; start < files.length; start += filesInSlice) {
    const slice = files.slice(start, start + filesInSlice);
    say(`Suite ${suite} under Wine, files ${start + 1} to ${start + slice.length} of ${files.length}`);
    done.push(await runSlice(plan, slice, timeoutMs));
  }
  return {
    printed: done.map(({ printed }) => printed).join('\n'),
    report: done.flatMap(({ reports }) => reports.flat()),
  };
}
