import { existsSync, globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documents, textOf } from './check/documents.ts';
import { projectRoot } from './setup/project.mjs';

/** The folders that hold code: a back-quoted path that begins with one is a path from the project's root. */
const ROOTS = /^(electron|renderer|native|build|e2e|\.ci)\//;
/** A file's name alone, with the ending of code or of a document. */
const FILE_NAME = /^[\w.-]+\.(ts|tsx|mjs|cjs|c|h|css|sql|md)$/;

/** Links to other files, without those to the web and to headings. */
function linksIn(text: string): readonly string[] {
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets.filter((target) => !/^(\w+:|#)/.test(target)).map((target) => target.replace(/#.*$/, ''));
}

/** Words in back quotes outside of blocks of code. */
function quotedIn(text: string): readonly string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '');
  return [...prose.matchAll(/`([^`\n]+)`/g)].map(([, quoted = '']) => quoted);
}

const exists = (path: string): boolean =>
  existsSync(join(projectRoot, path)) || globSync(path, { cwd: projectRoot }).length > 0;

/** The links and paths of a document that lead nowhere. */
function brokenIn(document: string, text: string): readonly string[] {
  const folder = dirname(document);
  const links = linksIn(text).filter((target) => !exists(join(folder, target)));
  const paths = quotedIn(text).filter((quoted) => ROOTS.test(quoted) && !exists(quoted));
  const names = quotedIn(text).filter(
    (quoted) =>
      FILE_NAME.test(quoted) &&
      ![quoted, join(folder, quoted), join(folder, '*', quoted)].some((path) => exists(path)),
  );
  return [...links, ...paths, ...names].map((broken) => `${document}: ${broken}`);
}

describe('documents', () => {
  it('are found', () => {
    expect(documents).toEqual(expect.arrayContaining(['README.md', 'electron/README.md', 'CONTRIBUTING.md']));
  });

  it('link to files that exist, and name paths that exist', () => {
    expect(documents.flatMap((document) => brokenIn(document, textOf(document)))).toEqual([]);
  });

  it('hold no mark of an unfinished merge', () => {
    const unfinished = documents.filter((document) =>
      /^\\?(<{7}|={7}|>{7})( |$)|^(> ){7}/m.test(textOf(document)),
    );
    expect(unfinished).toEqual([]);
  });

  it('are short: a README has less than 120 lines', () => {
    const readmes = documents.filter((document) => basename(document).startsWith('README'));
    const long = readmes.filter((document) => textOf(document).split('\n').length > 120);
    expect(long).toEqual([]);
  });
});

describe('the test of documents', () => {
  it('reports links, paths and file names that lead nowhere', () => {
    const text = [
      '[here](../core/tsconfig.json) [gone](gone.md#part) [web](https://example.org/a)',
      '`electron/core` `electron/core/gone.ts` `electron/core/{pdf,gone}/*.none` `tsconfig.json` `gone.ts`',
      '```\n`electron/example.ts`\n```',
    ].join('\n');
    expect(brokenIn('electron/wire/README.md', text)).toEqual([
      'electron/wire/README.md: gone.md',
      'electron/wire/README.md: electron/core/gone.ts',
      'electron/wire/README.md: electron/core/{pdf,gone}/*.none',
      'electron/wire/README.md: gone.ts',
    ]);
  });
});
