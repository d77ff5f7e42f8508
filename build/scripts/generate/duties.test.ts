import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SHIPPED_PROFILES } from '../../../electron/core/policy/policies.ts';
import type { Clauses, PolicyProfile } from '../../../electron/shared/model/policy-profile.ts';
import { dutiesOf, dutiesTable, presentDutiesTable, REGULATIONS } from './duties.mjs';
import { inProject } from '../setup/project.mjs';

const row = z.strictObject({
  clause: z.string().nullable(),
  whose: z.enum(['client', 'enterprise', 'platform', 'authority', 'none']),
  duty: z.string().min(2),
  gist: z.string().min(2),
  /** The rule of the policy profile that carries it; null for what no profile holds. */
  rule: z.string().nullable(),
  where: z.array(z.string()),
  tests: z.array(z.strictObject({ file: z.string(), title: z.string().min(10) })),
});
const regulation = z.strictObject({
  profile: z.string(),
  title: z.string(),
  /** The number of its articles; null where the text was not at hand. */
  articles: z.int().nullable(),
  rows: z.array(row),
});
type Regulation = z.infer<typeof regulation>;

const tables: readonly Regulation[] = await Promise.all(
  REGULATIONS.map(async (id) => regulation.parse(await dutiesOf(id))),
);
const byProfile = tables.map((table) => [table.profile, table] as const);

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** Writes an article as the regulations count them: 第12条 in 广东, 第二十一条 elsewhere. */
function article(number: number, id: string): string {
  if (id === 'guangdong') return `第${number}条`;
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  const head = tens === 0 ? '' : tens === 1 ? '十' : `${DIGITS[tens] ?? ''}十`;
  return `第${head}${ones === 0 ? '' : (DIGITS[ones] ?? '')}条`;
}

const profileOf = (id: string): PolicyProfile => {
  const found = SHIPPED_PROFILES.find((profile) => profile.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

/** The rules of a profile by name, with what ends it. */
const rulesOf = (id: string): Readonly<Record<string, Clauses | null>> => {
  const { rules, lapses } = profileOf(id);
  return { ...rules, lapses };
};

describe('the table of duties', () => {
  it('has each shipped regulation and is written from its data', async () => {
    expect(tables.map(({ profile }) => profile)).toEqual(SHIPPED_PROFILES.map(({ id }) => id));
    expect(await presentDutiesTable()).toBe(await dutiesTable());
  });

  it.each(byProfile)('leaves no article of %s out', (id, { articles, rows }) => {
    const listed = new Set(rows.map(({ clause }) => clause));
    const all = Array.from({ length: articles ?? 0 }, (_, index) => article(index + 1, id));
    expect(all.filter((each) => !listed.has(each))).toEqual([]);
  });

  it.each(byProfile)(
    'puts each rule of the profile %s under its articles, and claims none besides',
    (id, { rows }) => {
      const stated = Object.entries(rulesOf(id)).flatMap(([name, rule]) =>
        rule === null
          ? []
          : (rule.clauses.length === 0 ? ['–'] : rule.clauses).map((clause) => `${name} ${clause}`),
      );
      const told = rows.flatMap(({ rule, clause }) => (rule === null ? [] : [`${rule} ${clause ?? '–'}`]));
      expect([...new Set(told)].sort()).toEqual([...stated].sort());
    },
  );

  it.each(byProfile)(
    'says of every duty of a client under %s where it is done and what proves it',
    (_, { rows }) => {
      const unproved = rows.filter(
        ({ whose, where, tests }) => whose === 'client' && (where.length === 0 || tests.length === 0),
      );
      expect(unproved.map(({ clause, duty }) => `${clause ?? '–'} ${duty}`)).toEqual([]);
    },
  );

  it.each(byProfile)('names under %s files and tests that exist', (_, { rows }) => {
    expect(missingIn(rows)).toEqual([]);
  });

  it('finds a file and a title that do not exist', () => {
    const [first] = tables[0]?.rows ?? [];
    if (first === undefined) throw new Error('the table is empty');
    const file = 'build/scripts/generate/duties.test.ts';
    const tests = [{ file, title: ['says nothing', 'of the kind'].join(' ') }];
    expect(missingIn([{ ...first, where: ['electron/nowhere.ts'], tests }])).toEqual([
      'electron/nowhere.ts',
      `${file}: says nothing of the kind`,
    ]);
  });
});

function missingIn(rows: Regulation['rows']): string[] {
  return rows.flatMap(({ where, tests }) => [
    ...where.filter((file) => !existsSync(inProject(file))),
    ...tests.filter(({ file, title }) => !hasTest(file, title)).map(({ file, title }) => `${file}: ${title}`),
  ]);
}

/** Tells whether a file has a test of that title, as the source writes it. */
function hasTest(file: string, title: string): boolean {
  const path = inProject(file);
  if (!existsSync(path)) return false;
  const source = readFileSync(path, 'utf8');
  return (
    ["'", '`', '"'].some((quote) => source.includes(`(${quote}${title}${quote}`)) ||
    isOnOwnLine(source, title)
  );
}

/** Prettier puts a long title on a line of its own. */
function isOnOwnLine(source: string, title: string): boolean {
  return source
    .split('\n')
    .some((line) => ["'", '`', '"'].some((quote) => line.trim() === `${quote}${title}${quote},`));
}
