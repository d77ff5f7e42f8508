import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROVINCE } from './assumptions.ts';
import { dayOf, type Measured } from './demand.ts';
import { loadTables } from './load-table.ts';
import { measureNode } from './measure-node.ts';
import { simulateFeed } from './simulate-feed.ts';

/** `main.ts [WORLD]`: writes the tables of README.md; with a demonstration world it measures its sandbox first. */
const MEASURED = join(import.meta.dirname, 'measured.json');
const README = join(import.meta.dirname, 'README.md');

const [world] = process.argv.slice(2);
if (world !== undefined) writeFileSync(MEASURED, `${JSON.stringify(await measureNode(world), null, 2)}\n`);

// Written by this script.
const measured = JSON.parse(readFileSync(MEASURED, 'utf8')) as Measured;
const feed = simulateFeed(PROVINCE);
const tables = loadTables(PROVINCE, measured, { day: dayOf(PROVINCE, measured, feed), feed });
const text = readFileSync(README, 'utf8');
writeFileSync(README, text.replace(/(<!-- tables -->\n)[^]*(<!-- end -->)/, `$1\n${tables}\n$2`));
