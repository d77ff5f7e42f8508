import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { toolPath } from './check/tool.mjs';

const projectRoot = resolve(import.meta.dirname, '../..');

/** One file per rule, which breaks that rule alone. */
const planted: Record<string, string> = {
  '@typescript-eslint/no-floating-promises':
    'export function start(work: () => Promise<void>): void {\n  work();\n}',
  '@typescript-eslint/switch-exhaustiveness-check': `export function word(state: 'open' | 'closed' | 'lost'): string {
    switch (state) {
      case 'open':
        return 'open';
      case 'closed':
        return 'closed';
    }
    return 'lost';
  }`,
  'sealdesk/unsafe-assertion-has-reason': 'export const read = (value: unknown) => value as string;',
  '@typescript-eslint/no-explicit-any': 'export const values: Map<string, any> = new Map();',
  'no-console': 'console.log(1);\nexport {};',
  'no-restricted-exports': 'const one = 1;\nexport default one;',
};

/** The same for rules of the window alone. */
const plantedInWindow: Record<string, string> = {
  'no-restricted-syntax': `import { useEffect } from 'react';
  export function useTop(place: HTMLElement): void {
    useEffect(() => place.scrollIntoView(), [place]);
  }`,
};

/** Files that break no rule. One has an assertion with its reason beside it. */
const innocent: Record<string, string> = {
  reason: `/** The worker is ours. */
    export const read = (value: unknown) => value as string;`,
};

/** A comment that would switch a rule off if the linter allowed it. */
const silenced = '// eslint-disable-next-line no-console\nconsole.log(1);\nexport {};';

const reportSchema = z.array(
  z.object({ filePath: z.string(), messages: z.array(z.object({ ruleId: z.string().nullable() })) }),
);

const nameOf = (rule: string): string => rule.replace(/\W+/g, '-').replace(/^-/, '');

/** Planted trees lie in the project, so that they find its packages without a link. */
const plantations = join(projectRoot, 'out/test');
mkdirSync(plantations, { recursive: true });

function plantTree(): string {
  const root = mkdtempSync(join(plantations, 'lint-'));
  cpSync(join(projectRoot, 'build/config'), join(root, 'build/config'), { recursive: true });
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  const write = (name: string, source: string, folder = 'electron/core'): void => {
    const file = join(root, folder, `${name}.ts`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${source}\n`);
  };
  for (const [rule, source] of Object.entries(planted)) write(nameOf(rule), source);
  for (const [rule, source] of Object.entries(plantedInWindow)) write(nameOf(rule), source, 'renderer');
  for (const [name, source] of Object.entries(innocent)) write(name, source);
  write('silenced', silenced);
  return root;
}

/** The exit status is 1 when a rule is broken, so a rejection carries the report too. */
async function lint(root: string): Promise<Map<string, (string | null)[]>> {
  const args = [
    toolPath('eslint'),
    '--config',
    'build/config/eslint.config.js',
    '--format',
    'json',
    'electron',
    'renderer',
  ];
  const outcome: unknown = await promisify(execFile)(process.execPath, args, { cwd: root }).catch(
    (error: unknown) => error,
  );
  const { stdout } = z.object({ stdout: z.string() }).parse(outcome);
  const files = reportSchema.parse(JSON.parse(stdout));
  return new Map(
    files.map(({ filePath, messages }) => [
      filePath.replace(/^.*[\\/]|\.ts$/g, ''),
      messages.map((message) => message.ruleId),
    ]),
  );
}

describe('the linter', () => {
  let root = '';
  let reported = new Map<string, (string | null)[]>();

  beforeAll(async () => {
    root = plantTree();
    reported = await lint(root);
  }, 60_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it.each(Object.keys({ ...planted, ...plantedInWindow }))('reports a file that breaks %s', (rule) => {
    expect(reported.get(nameOf(rule))).toEqual([rule]);
  });

  it.each(Object.keys(innocent))('reports nothing of a file that breaks no rule: %s', (name) => {
    expect(reported.get(name)).toEqual([]);
  });

  it('ignores a comment that switches a rule off', () => {
    expect(reported.get('silenced')).toContain('no-console');
  });
});
