import { parseArgs } from 'node:util';
import { appendResults } from './results.mjs';
import { tableOf } from './rows.mjs';
import { openWorkbench } from './workbench.mjs';
import { say } from '../setup/run.mjs';

/** What can be measured. A part is loaded when it is asked for, and returns its rows. */
const PARTS = {
  sm3: async (bench) => (await import('./sm.mjs')).benchSm3(bench),
  sm2: async (bench) => (await import('./sm.mjs')).benchSm2(bench),
  seal: async (bench) => (await import('./seal-file.mjs')).benchSealFile(bench),
  small: async (bench) => (await import('./seal-small.mjs')).benchSealSmall(bench),
  verify: async (bench) => (await import('./verify-file.mjs')).benchVerifyFile(bench),
  pages: async (bench) => (await import('./pages.mjs')).benchPages(bench),
  batch: async (bench) => [
    ...(await (await import('./seal-batch.mjs')).benchSealBatch(bench)),
    ...(await (await import('./window-batch.mjs')).benchWindowBatch(bench)),
  ],
  start: async (bench) => (await import('./start.mjs')).benchStart(bench),
  window: async (bench) => (await import('./window.mjs')).benchWindow(bench),
  'first-page': async (bench) => (await import('./first-page.mjs')).benchFirstPage(bench),
  ofd: async (bench) => (await import('./ofd.mjs')).benchOfd(bench),
  list: async (bench) => [
    ...(await (await import('./revocation-list.mjs')).benchRevocationList(bench)),
    ...(await (await import('./seal-states.mjs')).benchSealStates(bench)),
  ],
  register: async (bench) => (await import('./register-scale.mjs')).benchRegister(bench),
};

const USAGE = `npm run bench -- [part ...] [--json] [--append] [--tiny] [--rounds 5]
parts: ${Object.keys(PARTS).join(' ')}`;

function called() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      append: { type: 'boolean', default: false },
      tiny: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '5' },
    },
  });
  const unknown = positionals.filter((name) => !(name in PARTS));
  const rounds = Number(values.rounds);
  if (unknown.length > 0) throw new Error(`no such part: ${unknown.join(' ')}`);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a whole number from 1 on');
  return { ...values, rounds, parts: positionals.length > 0 ? positionals : Object.keys(PARTS) };
}

/** Measures the parts one after the other. A part that fails leaves the others their rows. */
async function measure({ parts, tiny, rounds }) {
  const bench = openWorkbench({ isTiny: tiny, rounds });
  const rows = [];
  try {
    for (const name of parts) {
      say(`bench ${name}`);
      try {
        rows.push(...(await PARTS[name](bench)));
      } catch (error) {
        say(`bench ${name}: ${error.stack}`);
        process.exitCode = 1;
      }
    }
  } finally {
    bench.close();
  }
  return rows;
}

async function main() {
  if (process.argv.includes('--help')) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const order = called();
  const rows = await measure(order);
  process.stdout.write(order.json ? `${JSON.stringify(rows, null, 2)}\n` : `${tableOf(rows).join('\n')}\n`);
  if (order.append) await appendResults(rows, order.rounds);
}

try {
  await main();
} catch (error) {
  say(`${error.message}\n${USAGE}`);
  process.exitCode = 64;
}
