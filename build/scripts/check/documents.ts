import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../setup/project.mjs';

/** What set-up, builds and runs leave, which no checkout has from the start. */
const MADE = /(^|\/)(node_modules|dist|out|\.runtime)(\/|$)/;

/** Documents write paths with slashes, whatever the system does. */
const withSlashes = (path: string): string => path.replaceAll('\\', '/');

/** The documents of the project, by their paths in it. */
export const documents = globSync('**/*.md', {
  cwd: projectRoot,
  exclude: (path) => MADE.test(withSlashes(path)),
}).map(withSlashes);

/** Returns the text of a document. */
export const textOf = (document: string): string => readFileSync(join(projectRoot, document), 'utf8');
