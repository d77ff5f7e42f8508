import { describe, expect, it } from 'vitest';
import { countTests } from './vitest.mjs';

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
