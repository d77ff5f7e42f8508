import { readFile, writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import { inProject } from '../setup/project.mjs';

/** The regulations in the order of the shipped profiles. */
export const REGULATIONS = ['zhongshan', 'suqian', 'guangdong', 'guangxi', 'kaifeng', 'national'];

const generated = inProject('build/duties/duties.md');

const WHOSE = {
  client: '**本程序** this program',
  enterprise: '单位自己 the enterprise',
  platform: '平台 the platform',
  authority: '主管部门 authorities',
  none: '– (scope, terms)',
};

const HEADING = `# 逐条对照：谁的义务，在哪里做到 Every article: whose duty it is, and where it is done

Generated from the JSON files beside it by \`node build/scripts/generate-duties.mjs\`; \`build/scripts/generate/duties.test.ts\` checks that no article is
missing, that each rule of a policy profile stands under its articles, and that every file and test named here exists. An article may speak to
several: then it has several rows. What is the platform's, the authorities' or the enterprise's own duty is said as such; where this program
helps an enterprise with its own duty, the files are named too. 条款 are counted as the regulation counts them; "–" where the text was not at hand
and nobody names the article.
`;

/** Reads the rows of one regulation. */
export async function dutiesOf(id) {
  return JSON.parse(await readFile(inProject(`build/duties/${id}.json`), 'utf8'));
}

/** Returns the text that the table should have. */
export async function dutiesTable() {
  const parts = [HEADING];
  for (const id of REGULATIONS) parts.push(tableOf(await dutiesOf(id)));
  return format(parts.join('\n'), { parser: 'markdown', printWidth: 140 });
}

function tableOf({ title, rows }) {
  const lines = rows.map(
    ({ clause, whose, duty, gist, where, tests }) =>
      `| ${clause ?? '–'} | ${duty} (${gist}) | ${WHOSE[whose]} | ${where.map(linkTo).join('<br>')} | ${tests.map(proofBy).join('<br>')} |`,
  );
  const head = [
    '| 条款 | 要求 Demand | 谁的义务 Whose | 在哪里做到 Where | 由哪个测试证明 Test |',
    '| --- | --- | --- | --- | --- |',
  ];
  return `## 《${title}》\n\n${[...head, ...lines].join('\n')}\n`;
}

const linkTo = (file) => `[${file.split('/').at(-1)}](../../${file})`;

const proofBy = ({ file, title }) => `${linkTo(file)}: ${title}`;

/** Returns the text that the table has. */
export const presentDutiesTable = () => readFile(generated, 'utf8');

if (process.argv[1] === import.meta.filename) await writeFile(generated, await dutiesTable());
