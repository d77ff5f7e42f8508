import { expect, it } from 'vitest';
import { outcomesOf } from './outcome-reporter.mjs';

type Place = { name: string; parent?: Place; errors: () => { message: string }[]; children: unknown };

/** A file or a group as vitest's reporters get it. */
function place(name: string, parent: Place | undefined, ...messages: readonly string[]) {
  const [tests, suites]: [unknown[], Place[]] = [[], []];
  const made = {
    ...{ name, moduleId: name, errors: () => messages.map((message) => ({ message })) },
    ...(parent === undefined ? {} : { parent }),
    children: { allTests: () => tests, allSuites: () => suites },
  };
  return {
    made,
    suites,
    test: (title: string, state: string, ...errors: readonly string[]) => {
      const result = () => ({ state, errors: errors.map((message) => ({ message })) });
      tests.push({ name: title, parent: made, result });
    },
  };
}

const only = (file: ReturnType<typeof place>) => outcomesOf([file.made as never], [])[0]?.outcomes;

it('A test has its name with those of its groups, its state and what it threw', () => {
  const file = place('a.test.ts', undefined);
  const group = place('a seal', file.made);
  group.test('holds', 'passed');
  group.test('breaks', 'failed', 'it did not');
  group.test('is Linux’s', 'skipped');
  const inFile = { ...file, made: { ...file.made, children: group.made.children } };
  expect(only(inFile)).toEqual([
    { test: 'a seal holds', status: 'passed', messages: [] },
    { test: 'a seal breaks', status: 'failed', messages: ['it did not'] },
    { test: 'a seal is Linux’s', status: 'skipped', messages: [] },
  ]);
});

it.each(['skipped', 'pending'])('A test that is %s because a hook around it failed has failed', (state) => {
  const file = place('a.test.ts', undefined, 'spawn softhsm2-util ENOENT');
  file.test('signs', state);
  expect(only(file)).toEqual([
    { test: 'signs', status: 'failed', messages: ['spawn softhsm2-util ENOENT', 'did not end'] },
  ]);
});

it('A file that cannot be loaded or tidied up counts, though each of its tests had its turn', () => {
  const outcome = { test: '(the file)', status: 'failed', messages: ['no module x'] };
  expect(only(place('a.test.ts', undefined, 'no module x'))).toEqual([outcome]);
  const tidied = place('b.test.ts', undefined, 'no module x');
  tidied.test('holds', 'passed');
  expect(only(tidied)).toEqual([{ test: 'holds', status: 'passed', messages: [] }, outcome]);
});

it('An error outside of all tests counts', () => {
  expect(outcomesOf([], [{ message: 'spawn pcscd ENOENT' }])).toEqual([
    {
      file: '(no file)',
      outcomes: [{ test: '(outside of tests)', status: 'failed', messages: ['spawn pcscd ENOENT'] }],
    },
  ]);
});
