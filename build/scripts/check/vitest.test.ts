import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pinnedNode } from '../setup/project.mjs';
import { toolPath } from './tool.mjs';
import { countTests, testsThatRan } from './vitest.mjs';

const file = (status: string, tests: number) => ({ status, assertionResults: Array.from({ length: tests }) });

describe('countTests', () => {
  it('counts a skipped test as failed', () => {
    const report = { numTotalTests: 3, numPassedTests: 2, testResults: [file('passed', 3)] };
    expect(countTests(report)).toEqual({ passed: 2, failed: 1 });
  });

  it('counts a file that cannot be loaded as one failure', () => {
    const report = {
      numTotalTests: 2,
      numPassedTests: 2,
      testResults: [file('passed', 2), file('failed', 0)],
    };
    expect(countTests(report)).toEqual({ passed: 2, failed: 1 });
  });
});

describe('a suite that runs out of time', () => {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'endless-suite-'));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('names the test that blocked its thread, and no test that had ended', async () => {
    const source = `import { expect, it } from 'vitest';
      it('ends', () => expect(1).toBe(1));
      it('turns forever', () => { for (;;); });`;
    writeFileSync(join(root, 'endless.test.js'), source);
    const setup = join(import.meta.dirname, 'name-running-test.mjs');
    const configuration = `export default { test: { setupFiles: [${JSON.stringify(setup)}], server: { deps: { inline: [/check/] } } } };`;
    writeFileSync(join(root, 'vitest.config.mjs'), configuration);
    const running = join(root, 'running');
    const suite = spawn(pinnedNode, [toolPath('vitest'), 'run', '--root', root], {
      stdio: 'ignore',
      env: { ...process.env, SEALDESK_RUNNING_TESTS: running },
    });
    await vi.waitFor(
      () => expect(testsThatRan(running)).toContain('endless.test.js › turns forever'),
      15_000,
    );
    suite.kill('SIGKILL');
    expect(testsThatRan(running)).toEqual(['endless.test.js › turns forever']);
  });
});
