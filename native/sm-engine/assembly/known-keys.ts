import { KEY_TABLE, writeKeyTable } from './tables';

/**
 * Keys that come again: those of authorities and of a maker's seals in a batch. A key is remembered when it is first seen, and gets
 * a table when it comes again, which costs about as much as one verification. Both memories are limited; the table that was not
 * used for longest gives way.
 */

/** x ‖ y, as octets */
const KEY: usize = 64;

const TABLES: usize = 64;
const tables: usize = memory.data(589824, 64);
const tableKeys: usize = memory.data(4096, 64);
/** When each table was last used; 0 for none. */
const uses: usize = memory.data(512, 64);
let time: u64 = 0;

const SEEN: usize = 256;
const seen: usize = memory.data(16384, 64);
let nextSeen: usize = 0;

function isSame(a: usize, b: usize): bool {
  for (let at: usize = 0; at < KEY; at += 8) if (load<u64>(a + at) !== load<u64>(b + at)) return false;
  return true;
}

/** Returns the table of a key, as octets; 0 if it has none. */
export function knownTable(key: usize): usize {
  for (let i: usize = 0; i < TABLES; i++) {
    if (load<u64>(uses + 8 * i) !== 0 && isSame(tableKeys + KEY * i, key)) {
      store<u64>(uses + 8 * i, ++time);
      return tables + KEY_TABLE * i;
    }
  }
  return 0;
}

/** Notes a key of the curve that has no table. @returns its table if it was seen before, otherwise 0 */
export function noteKey(key: usize, point: usize): usize {
  for (let i: usize = 0; i < SEEN; i++) {
    if (isSame(seen + KEY * i, key)) {
      memory.fill(seen + KEY * i, 0, KEY);
      return addTable(key, point);
    }
  }
  memory.copy(seen + KEY * nextSeen, key, KEY);
  nextSeen = (nextSeen + 1) % SEEN;
  return 0;
}

function addTable(key: usize, point: usize): usize {
  let oldest: usize = 0;
  for (let i: usize = 1; i < TABLES; i++) {
    if (load<u64>(uses + 8 * i) < load<u64>(uses + 8 * oldest)) oldest = i;
  }
  memory.copy(tableKeys + KEY * oldest, key, KEY);
  store<u64>(uses + 8 * oldest, ++time);
  const table = tables + KEY_TABLE * oldest;
  writeKeyTable(table, point);
  return table;
}
