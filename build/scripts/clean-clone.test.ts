import { readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { documents, textOf } from './check/documents.ts';
import { projectRoot } from './setup/project.mjs';

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')));

const texts = [...Object.values(scripts), ...documents.map(textOf)];

/** Every script that package.json runs or a document tells people to run. */
const commands = [
  ...new Set(
    texts.flatMap((text) => [...text.matchAll(/\bnode ([\w./-]+\.mjs)\b/g)].map(([, file]) => file ?? '')),
  ),
];

/** What a file imports before it runs. Imports within a function come later. */
function importsOf(source: string): readonly string[] {
  const statements = source.matchAll(/^(?:import|export)\b(?:[^'"();]*?\bfrom)?\s*['"]([^'"]+)['"]/gm);
  return [...statements].map(([, specifier]) => specifier ?? '');
}

/** All that is loaded before the first line of a script runs: files of the project, and the names of packages. */
function loadedBy(script: string): {
  readonly files: readonly string[];
  readonly packages: readonly string[];
} {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const specifier of importsOf(readFileSync(join(projectRoot, file), 'utf8'))) {
      if (specifier.startsWith('.')) visit(posix.join(posix.dirname(file), specifier));
      else if (!specifier.startsWith('node:')) packages.add(`${specifier}, by ${file}`);
    }
  };
  visit(script);
  return { files: [...files], packages: [...packages] };
}

describe('A clone in which nothing is set up', () => {
  it('has the commands that documents name', () => {
    expect(commands).toEqual(
      expect.arrayContaining(['build/scripts/start.mjs', 'build/scripts/generate-duties.mjs']),
    );
  });

  it('is not told to run TypeScript by the Node of the machine, which may know none', () => {
    expect(texts.flatMap((text) => text.match(/(?<!npx )\bnode [\w./-]+\.ts\b/g) ?? [])).toEqual([]);
  });

  it.each(commands)('starts %s without packages, on a Node without types', (script) => {
    const { files, packages } = loadedBy(script);
    expect(packages).toEqual([]);
    expect(files.filter((file) => file.endsWith('.ts'))).toEqual([]);
  });

  // A compiler is all that the modules in C need.
  it.each(commands.filter((script) => !/^native\/soft-/.test(script)))('is set up by %s', (script) => {
    expect(loadedBy(script).files).toContain('build/scripts/setup/ensure.mjs');
  });
});

describe('The test of commands', () => {
  it('sees the package behind a file that a script imports', () => {
    const file = relative(projectRoot, import.meta.filename).replaceAll('\\', '/');
    expect(loadedBy(file).packages).toContain(`zod, by ${file}`);
    expect(loadedBy('build/scripts/components/main.mjs').packages).toContain(
      'semver, by build/scripts/components/advisories.mjs',
    );
  });
});
