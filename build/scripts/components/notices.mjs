import { licenceTexts } from './licences.mjs';

const RULE = '='.repeat(78);

const HEAD = `SealDesk 印签台

本软件使用下列第三方组件，其许可证与声明如下。
This program carries the packages of others that are listed here, with their licences and notices.
`;

/** SQLite is part of better-sqlite3's binary. */
const OF_SQLITE = `SQLite (in better-sqlite3) is in the public domain: its authors have dedicated the code to it.`;

/**
 * Writes the notices of what a product carries.
 * @param {import('./shipped-packages.mjs').ShippedPackage[]} packages
 * @param {import('./runtimes.mjs').Runtime[]} runtimes whose own notices lie beside them
 * @returns {string}
 */
export function noticesText(packages, runtimes) {
  const sections = packages.map((each) =>
    [RULE, `${each.name} ${each.version} (${each.licence})`, RULE, '', ...licenceTexts(each)].join('\n'),
  );
  return `${[HEAD, ...runtimes.map(({ notice }) => notice), OF_SQLITE, ...sections].join('\n\n')}\n`;
}
