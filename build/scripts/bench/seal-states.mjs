import { join } from 'node:path';
import { SealStatusDatabase } from '../../../electron/adapters/store/seal-status-database.ts';
import { inProject } from '../setup/project.mjs';
import { median } from './median.mjs';
import { atMost, row } from './rows.mjs';

const usualSeals = 1_000_000;
const lookups = 20_000;
const pageLength = 50_000;
/** Microseconds that the state of a seal may take. */
const targetMicroseconds = 5;

const esIdOf = (number) => `SEAL${String((number * 2_654_435_761) % 4_294_967_296).padStart(10, '0')}`;

/** Fills a database with one event for each seal, as a synchronisation does page by page. */
function filled(folder, seals) {
  const olderBinding = inProject('dist/native/better-sqlite3-older-runtimes.node');
  const database = new SealStatusDatabase(join(folder, 'seal-status.db'), { olderBinding }, () => undefined);
  const at = '2026-11-01T00:00:00Z';
  for (let first = 1; first <= seals; first += pageLength) {
    const length = Math.min(pageLength, seals - first + 1);
    const events = Array.from({ length }, (_, index) => ({
      ...{ number: first + index, kind: 'decision', esId: esIdOf(first + index), state: 'active', since: at },
      ...{ reason: null, replacedBy: null, lostSince: null, receivedAt: at, decidedAt: at },
      ...{ publishedAt: at, absentAt: null, broughtAt: null },
    }));
    database.work((table) => table.addStatusEvents('bench', events));
  }
  return database;
}

/** Measures how long the state of one seal among a million takes, by seals in no order. */
export function benchSealStates({ folder, rounds, isTiny }) {
  const seals = isTiny ? 1_000 : usualSeals;
  const database = filled(folder, seals);
  try {
    const round = () => {
      const start = performance.now();
      for (let number = 0; number < lookups; number += 1) {
        const esId = esIdOf(1 + ((number * 7_919) % seals));
        const [event] = database.work((table) => table.sealEvents(esId));
        if (event?.esId !== esId) throw new Error(`no event of ${esId}`);
      }
      return ((performance.now() - start) * 1000) / lookups;
    };
    const microseconds = median(Array.from({ length: rounds + 1 }, round));
    return [
      row({
        ...{ part: 'list', subject: `the state of one of ${seals} seals`, peer: `${targetMicroseconds} µs` },
        ...{ ratio: microseconds / targetMicroseconds, target: atMost(1) },
      }),
    ];
  } finally {
    database.close();
  }
}
