import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What a hook, or the loading of the file, threw in everything that a test stands in, the innermost last. */
function causesAround({ parent }) {
  return parent === undefined ? [] : [...causesAround(parent), ...parent.errors()];
}

const messagesOf = (errors) => errors.map(({ stack, message }) => stack || message);

const titleOf = ({ parent, name }) =>
  parent === undefined ? '' : [titleOf(parent), name].filter((title) => title !== '').join(' ');

/** One that the hooks around it have kept from beginning has failed, and does not count as skipped. */
function outcomeOf(test) {
  const { state, errors = [] } = test.result();
  const causes = causesAround(test);
  const outcome = { test: titleOf(test), messages: messagesOf(errors) };
  if (state === 'passed' || state === 'failed') return { ...outcome, status: state };
  if (state === 'skipped' && causes.length === 0) return { ...outcome, status: state };
  return { ...outcome, status: 'failed', messages: [...messagesOf(causes), 'did not end'] };
}

/** What failed around tests of which each has had its turn, such as a file that cannot be loaded, or the tidying up. */
function outcomesAround(place) {
  const tests = [...place.children.allTests()];
  const isToldByTests = tests.some((test) => !['passed', 'failed'].includes(test.result().state));
  const errors = isToldByTests ? [] : messagesOf(place.errors());
  const test = titleOf(place) || '(the file)';
  return errors.length === 0 ? [] : [{ test, status: 'failed', messages: errors }];
}

/**
 * Returns how each test of a run ended, with what a hook around it threw, which vitest's own JSON report leaves out.
 * @param {readonly import('vitest/node').TestModule[]} modules
 * @param {readonly { stack?: string, message: string }[]} unhandled errors that belong to no test
 * @returns {{ file: string, outcomes: { test: string, status: string, messages: string[] }[] }[]}
 */
export function outcomesOf(modules, unhandled) {
  const ofFiles = modules.map((module) => ({
    file: module.moduleId,
    outcomes: [
      ...[...module.children.allTests()].map(outcomeOf),
      ...[module, ...module.children.allSuites()].flatMap(outcomesAround),
    ],
  }));
  const outside = { test: '(outside of tests)', status: 'failed', messages: messagesOf(unhandled) };
  return unhandled.length === 0 ? ofFiles : [...ofFiles, { file: '(no file)', outcomes: [outside] }];
}

/** A reporter of vitest that writes these outcomes to the file that SEALDESK_TEST_OUTCOMES names. */
export default class OutcomeReporter {
  onTestRunEnd(modules, unhandled) {
    const path = process.env.SEALDESK_TEST_OUTCOMES;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(outcomesOf(modules, unhandled)));
  }
}
