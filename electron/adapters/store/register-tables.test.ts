import { describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeEntry } from '../../core/register/entry-bytes.ts';
import { sealedEntry } from '../../core/register/fixtures/entries.ts';
import { leafHash } from '../../core/register/merkle-tree.ts';
import { loadSm3 } from '../../core/sm/load-primitives.ts';
import { everyEntry } from '../../services/register/find-entries.ts';
import { PACKED_LENGTH } from '../../services/register/register-store.ts';
import { openDatabase } from './database.ts';
import { registerTables } from './register-tables.ts';

const engine = await loadSm3();

describe('The rows of the register', () => {
  it('are read as a whole in memory of one size; altered ones and such as no entry can be are passed over', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sealdesk-'));
    const database = openDatabase(join(folder, 'register.db'), { olderBinding: 'absent.node' });
    try {
      const tables = registerTables(database, engine);
      const [ALTERED, TOO_LONG, SIZE] = [7, 130, 256];
      database.transaction(() => {
        for (let index = 0; index < SIZE; index += 1) {
          const entry = encodeEntry(sealedEntry(index));
          const bytes = index === TOO_LONG ? new Uint8Array(PACKED_LENGTH + 1) : entry;
          const hashed = index === ALTERED ? entry.subarray(1) : bytes;
          tables.append({ index, bytes, leafHash: leafHash(engine, hashed) });
        }
      })();
      const found: number[] = [];
      const store = {
        size: () => Promise.resolve(tables.size()),
        pack: (before: number, memory: SharedArrayBuffer) => Promise.resolve(tables.pack(before, memory)),
      };
      for await (const { index, entry } of everyEntry(store)) {
        expect(entry).toEqual(sealedEntry(index));
        found.push(index);
      }
      const expected = Array.from({ length: SIZE }, (_, index) => SIZE - 1 - index);
      expect(found).toEqual(expected.filter((index) => index !== ALTERED && index !== TOO_LONG));
    } finally {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
