import { mkdir, writeFile } from 'node:fs/promises';
import { inProject } from '../setup/project.mjs';
import { say } from '../setup/run.mjs';

/** How a test says that a program of another system is missing. */
const missingTool = /spawn(?:Sync)? (\S+) ENOENT/;

const firstLine = (text = '') => text.split('\n', 1)[0];

const pathOf = (name) => name.replaceAll('\\', '/').replace(/^.*?\/sealdesk\//, '');

/** Every test with its outcome. */
const testsIn = (report) =>
  report.flatMap(({ file, outcomes }) =>
    outcomes.map(({ test, status, messages }) => ({
      path: pathOf(file),
      ...{ test, status, message: messages.join('\n') },
    })),
  );

/** Tells whether an entry of what is left out names a test. Without names it names all tests of its file. */
const names = ({ file, tests }, { path, test }) =>
  file === path && (tests === undefined || tests.includes(test));

/**
 * Sorts the tests of a suite: passed; left out by what the system lacks; skipped because the test itself says so of the system;
 * failed. A test is left out only where an entry names it and it fails, or where it says that it could not start one of the
 * missing tools. An entry whose test passes, or is gone, counts as a failure, so that the list says what is so.
 * @param {string} suite
 * @param {readonly { file: string, outcomes: readonly { test: string, status: string, messages: readonly string[] }[] }[]} report
 *   how each test ended, by file
 * @param {{ tools?: readonly string[], tests?: readonly { file: string, tests?: readonly string[], by: string }[] }} known
 *   tools: programs that are known to be missing; tests: what else is left out, and what of the system by
 * @returns {{ suite: string, passed: number, leftOut: Record<string, string[]>, skipped: string[],
 *   failed: { test: string, why: string }[] }}
 */
export function judgeReport(suite, report, { tools = [], tests = [] } = {}) {
  const row = { suite, passed: 0, leftOut: {}, skipped: [], failed: [] };
  const unmet = new Map(tests.map((entry) => [entry, new Set(entry.tests ?? ['some test'])]));
  for (const each of testsIn(report)) {
    const name = `${each.path}: ${each.test}`;
    const entry = tests.find((candidate) => names(candidate, each));
    const tool = missingTool.exec(each.message)?.[1];
    const by = entry?.by ?? (tools.includes(tool) ? tool : undefined);
    if (each.status === 'passed') row.passed += 1;
    else if (each.status !== 'failed') row.skipped.push(name);
    else if (by !== undefined) (row.leftOut[by] ??= []).push(name);
    else row.failed.push({ test: name, why: firstLine(each.message) });
    if (each.status === 'failed')
      unmet.get(entry)?.delete(entry.tests === undefined ? 'some test' : each.test);
    else if (entry !== undefined) unmet.get(entry).add(each.test);
  }
  for (const [{ file, by }, left] of unmet)
    for (const test of left)
      row.failed.push({ test: `${file}: ${test}`, why: `need not be left out by ${by}` });
  return row;
}

const nameList = (entries) =>
  entries.flatMap(([by, tests]) => ['', `${by}:`, '', ...tests.map((name) => `- ${name}`)]);

/** Writes the rows as a table of Markdown, with the names of the tests that failed or were left out below it. */
export function table(rows) {
  const tools = ({ leftOut }) =>
    Object.entries(leftOut)
      .map(([tool, tests]) => `${tool} ${tests.length}`)
      .join(', ');
  const lines = rows.map(
    (row) =>
      `| ${row.suite} | ${row.passed} | ${tools(row)} | ${row.skipped.length} | ${row.failed.length} |`,
  );
  const failed = rows.flatMap((row) => row.failed.map(({ test, why }) => `- ${test}: ${why}`));
  const leftOut = rows.flatMap((row) => Object.entries(row.leftOut));
  const skipped = rows.flatMap((row) => row.skipped);
  return [
    '| Suite | passed | left out, by what is missing | skipped by the test | failed |',
    '| ----- | ------ | --------------------------- | ------------------- | ------ |',
    ...lines,
    ...(failed.length > 0 ? ['', 'Failed:', '', ...failed] : []),
    ...nameList(leftOut.map(([by, tests]) => [`Left out by ${by}`, tests])),
    ...nameList(skipped.length > 0 ? [['Skipped by the test itself', skipped]] : []),
    '',
  ].join('\n');
}

/**
 * Says the table of one suite, and leaves it in `out/proof`.
 * @param {string} name of the file, without its extension
 * @param {ReturnType<typeof judgeReport>} row
 * @returns {Promise<{ passed: number, failed: number }>} what the suite counts
 */
export async function leaveTable(name, row) {
  const text = table([row]);
  await mkdir(inProject('out/proof'), { recursive: true });
  await writeFile(inProject(`out/proof/${name}.md`), text);
  say(text);
  return { passed: row.passed, failed: row.failed.length };
}
