/** How a test says that a program of another system is missing. */
const missingTool = /spawn(?:Sync)? (\S+) ENOENT/;

const firstLine = (text = '') => text.split('\n', 1)[0];

/** A file that cannot be loaded reports no test and counts as one. */
function outcomesOf(file) {
  if (file.assertionResults.length === 0 && file.status === 'failed')
    return [{ test: '(the file)', status: 'failed', message: file.message }];
  return file.assertionResults.map(({ fullName, status, failureMessages = [] }) => ({
    test: fullName,
    status,
    message: failureMessages.join('\n'),
  }));
}

/**
 * Sorts the tests of a suite: passed; left out because a named program is not on this system; skipped because the
 * test itself says so of the system; failed for any other reason.
 * @param {string} suite
 * @param {object} report vitest's JSON report
 * @returns {{ suite: string, passed: number, leftOut: Record<string, string[]>, skipped: string[],
 *   failed: { test: string, why: string }[] }}
 */
export function judgeReport(suite, report) {
  const row = { suite, passed: 0, leftOut: {}, skipped: [], failed: [] };
  for (const file of report.testResults) {
    const tool = missingTool.exec(file.message ?? '')?.[1];
    for (const { test, status, message } of outcomesOf(file)) {
      const name = `${file.name.replaceAll('\\', '/').replace(/^.*?\/sealdesk\//, '')}: ${test}`;
      const missing = missingTool.exec(message)?.[1] ?? (status === 'skipped' ? tool : undefined);
      if (status === 'passed') row.passed += 1;
      else if (missing !== undefined) (row.leftOut[missing] ??= []).push(name);
      else if (status === 'failed') row.failed.push({ test: name, why: firstLine(message) });
      else row.skipped.push(name);
    }
  }
  return row;
}

/** Writes the rows as a table of Markdown, with the names of the tests that failed below it. */
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
  return [
    '| Suite | passed | left out, by the missing tool | skipped by the test | failed |',
    '| ----- | ------ | ----------------------------- | ------------------- | ------ |',
    ...lines,
    ...(failed.length > 0 ? ['', ...failed] : []),
    '',
  ].join('\n');
}
