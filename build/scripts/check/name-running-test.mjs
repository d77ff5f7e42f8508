import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { afterEach, beforeEach } from 'vitest';

/**
 * Notes the running test in a file before the test begins, so that a suite that runs out of time can name it. A test
 * that blocks its thread could not report itself.
 */
const folder = process.env.SEALDESK_RUNNING_TESTS;
if (folder) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${process.pid}-${threadId}`);
  beforeEach(({ task }) => {
    const names = [task.name];
    for (let suite = task.suite; suite !== undefined; suite = suite.suite) names.unshift(suite.name);
    writeFileSync(file, [task.file.name, ...names].join(' › '));
  });
  afterEach(() => rmSync(file, { force: true }));
}
