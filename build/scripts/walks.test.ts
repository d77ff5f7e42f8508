import { existsSync, readFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/*
 * The walks of electron/README.md: ordered lists whose items read "1. `file` – `symbol` – sentence". An item may name
 * more than one such pair. A heading that counts files, "(16 files)", is held to its number.
 */
const projectRoot = resolve(import.meta.dirname, '../..');
const architecture = readFileSync(join(projectRoot, 'electron/README.md'), 'utf8');

interface Stop {
  readonly path: string;
  readonly symbol: string;
}

interface Step {
  readonly line: string;
  readonly stops: readonly Stop[];
  /** The table of the wire that the step names, by which the step before reaches it; null for none. */
  readonly table: string | null;
  /** The file that both this step and the one before import, as the step names it; null for none. */
  readonly through: string | null;
}

interface Walk {
  readonly heading: string;
  readonly steps: readonly Step[];
}

function walksIn(text: string): readonly Walk[] {
  const sections = text.split(/^(?=#{2,4} )/m).map((section) => section.split('\n'));
  return sections.flatMap(([heading = '', ...lines]) => {
    const steps = lines.filter((line) => /^\d+\. /.test(line)).map(stepOf);
    return steps.length === 0 ? [] : [{ heading, steps }];
  });
}

function stepOf(line: string): Step {
  const pairs = [...line.matchAll(/`([^`]+)` – `([^`]+)`/g)];
  return {
    line,
    stops: pairs.map(([, path = '', symbol = '']) => ({ path, symbol })),
    table: /table `([^`]+)`/.exec(line)?.[1] ?? null,
    through: /through `([^`]+)`/.exec(line)?.[1] ?? null,
  };
}

const contents = new Map<string, string>();

function contentOf(path: string): string {
  const known = contents.get(path);
  if (known !== undefined) return known;
  const read = existsSync(join(projectRoot, path)) ? readFileSync(join(projectRoot, path), 'utf8') : '';
  contents.set(path, read);
  return read;
}

/** The files of the project that a file imports, by `import`, `export … from` or `import()`. */
function importsOf(path: string): readonly string[] {
  const names = [...contentOf(path).matchAll(/(?:from|import)[\s(]+'(\.[^']+)'/g)];
  return names.map(([, name = '']) => posix.join(posix.dirname(path), name));
}

const imports = (path: string, other: string): boolean => importsOf(path).includes(other);

/** Imports between a user of the wire and its table: window, bridge, contract, table. */
const MOST_HOPS = 3;

function reaches(path: string, table: string, hops = MOST_HOPS): boolean {
  if (path === table) return true;
  return hops > 0 && importsOf(path).some((each) => reaches(each, table, hops - 1));
}

/** Files that serve every table: the mechanism of the wire, and what sends and receives its messages. */
const servesTables = (path: string): boolean =>
  path.startsWith('electron/wire/') || importsOf(path).some((each) => each.startsWith('electron/wire/'));

/** One of the two uses the table, and the other one too or serves every table. */
const meetAt = (table: string, a: string, b: string): boolean =>
  (reaches(a, table) && (reaches(b, table) || servesTables(b))) || (reaches(b, table) && servesTables(a));

function areConnected(one: Stop, other: Stop, { table, through }: Step): boolean {
  const [a, b] = [one.path, other.path];
  if (a === b || imports(a, b) || imports(b, a)) return true;
  if (table !== null && meetAt(table, a, b)) return true;
  return through !== null && [a, b].every((path) => imports(path, through));
}

/** Steps that none of the files of the step before leads to, and pairs within a step that belong to no other. */
function gapsOf({ steps }: Walk): readonly string[] {
  return steps.flatMap((step, index) => {
    const before = steps[index - 1]?.stops ?? step.stops;
    const [first, ...further] = step.stops;
    if (first === undefined) return [`${step.line}: no file and symbol`];
    const isReached = before.some((stop) => areConnected(stop, first, step));
    const isWhole = further.every((stop, at) =>
      step.stops.slice(0, at + 1).some((earlier) => areConnected(earlier, stop, step)),
    );
    return isReached && isWhole ? [] : [step.line];
  });
}

const isNamed = ({ path, symbol }: Stop): boolean =>
  new RegExp(`(?<![\\w$])${symbol}(?![\\w$])`).test(contentOf(path));

const DECLARES = /= (?:operation|event|methods)[<(]|: (?:operation|event)\(/;

describe('the walks through the code in electron/README.md', () => {
  const walks = walksIn(architecture);
  const stops = walks.flatMap(({ steps }) => steps.flatMap((step) => step.stops));

  it('lead a PIN to a token of either interface, and a PDF to its verdict', () => {
    const ends = walks.map(({ steps }) => steps.at(-1)?.stops.at(-1)?.symbol);
    expect(ends).toEqual(expect.arrayContaining(['C_Login', 'SKF_VerifyPIN', 'verifyPdf']));
  });

  it('name files that exist', () => {
    const files = walks.flatMap(({ steps }) =>
      steps.flatMap((step) => [...step.stops.map(({ path }) => path), step.table, step.through]),
    );
    const missing = files.filter((path) => path !== null && !existsSync(join(projectRoot, path)));
    expect(missing).toEqual([]);
  });

  it('name symbols that their files declare or use', () => {
    expect(stops.filter((stop) => !isNamed(stop))).toEqual([]);
  });

  it('name tables that declare operations', () => {
    const tables = walks.flatMap(({ steps }) => steps.flatMap(({ table }) => table ?? []));
    expect(tables.filter((path) => !DECLARES.test(contentOf(path)))).toEqual([]);
  });

  it('go from each step to the next by an import, by a file that both import or by a table of the wire', () => {
    expect(walks.flatMap(gapsOf)).toEqual([]);
  });

  it('count their files', () => {
    for (const { heading, steps } of walks) {
      const counted = /\((\d+) files\)/.exec(heading)?.[1];
      const files = new Set(steps.flatMap((step) => step.stops.map(({ path }) => path)));
      if (counted !== undefined) expect([heading, files.size]).toEqual([heading, Number(counted)]);
    }
  });
});

describe('the test of the walks', () => {
  const walk = (...lines: string[]): Walk => ({ heading: '', steps: lines.map(stepOf) });
  const client = '`electron/wire/client.ts` – `connect`';
  const server = '`electron/wire/server.ts` – `serve`';
  const glossary = '`electron/shared/glossary.ts` – `nameOf`';

  it('reports a step that nothing leads to, and a file that is gone', () => {
    expect(gapsOf(walk(`1. ${client}`, `2. ${glossary}`))).toHaveLength(1);
    expect(gapsOf(walk(`1. ${client}`, '2. `electron/wire/gone.ts` – `serve`'))).toHaveLength(1);
    expect(gapsOf(walk(`1. ${client}`, '2. nothing'))).toHaveLength(1);
  });

  it('reports a table that no step or only one is on', () => {
    const named = 'table `electron/wire/window/keys.ts`';
    const preload = '`electron/preload/preload.ts` – `contract`';
    expect(gapsOf(walk(`1. ${preload}`, `2. ${server} (${named})`))).toEqual([]);
    expect(gapsOf(walk(`1. ${preload}`, `2. ${glossary} (${named})`))).toHaveLength(1);
    expect(gapsOf(walk(`1. ${client}`, `2. ${server} (${named})`))).toHaveLength(1);
  });

  it('reports a symbol that a file does not have', () => {
    expect(isNamed({ path: 'electron/wire/client.ts', symbol: 'connect' })).toBe(true);
    expect(isNamed({ path: 'electron/wire/client.ts', symbol: 'conn' })).toBe(false);
  });
});
