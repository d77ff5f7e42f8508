import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../../electron/adapters/store/database.ts';
import { REGISTER_SERIES } from '../../../electron/adapters/store/migrate.ts';
import { registerTables } from '../../../electron/adapters/store/register-tables.ts';
import { toHex, utf8Bytes } from '../../../electron/core/bytes/encodings.ts';
import { decodeEntry } from '../../../electron/core/register/entry-bytes.ts';
import { leafHash, treeRoots } from '../../../electron/core/register/merkle-tree.ts';
import { loadSmEngine } from '../../../electron/core/sm/load-engine.ts';
import { inProject } from '../setup/project.mjs';

/** The version of the store before look-ups, so that an older program can read the same register. */
const olderSeries = { ...REGISTER_SERIES, migrations: REGISTER_SERIES.migrations.slice(0, 2) };

const apartMs = 4 * 60_000;
const people = { applicant: '张三', approver: '李四', keeper: '王五', user: null };

/** Writes an entry as the second version of its bytes, which older programs read too. */
function bytesOf(entry) {
  const bytes = utf8Bytes(JSON.stringify({ version: 2, entry }));
  decodeEntry(bytes);
  return bytes;
}

/** Makes the entries of an office: mostly uses of its seals, some refused, some handovers, a few void files. */
function entryAt(index, count, { engine, seals, tokenSerial }) {
  const seal = seals[index % seals.length];
  const sm3 = (what, of) => toHex(engine.sm3(utf8Bytes(`${what} ${of}`)));
  const documentOf = (sm3Before, sm3After) => ({
    name: `采购合同-${index}.pdf`,
    sm3Before,
    sm3After,
    page: 1,
    pages: 4,
  });
  const entry = {
    act: 'seal',
    time: new Date(Date.now() - 3_600_000 - (count - index) * apartMs).toISOString(),
    result: index % 17 === 5 ? 'PIN_WRONG' : 'done',
    document: documentOf(sm3('before', index), sm3('after', index)),
    seal: { esId: seal.esId, name: seal.name },
    certificate: {
      subject: 'CN=深圳市示例云帆科技有限公司,serialNumber=914403000000000018,C=CN',
      serial: '0a01',
    },
    ...{ tokenSerial, purpose: '采购合同用印', counterpart: `示例对方公司 ${index % 400}`, people },
    ...{ voids: null, approval: null, reference: null, timeStamped: true },
  };
  if (index % 50 === 7) {
    const act = index % 100 === 7 ? 'tokenTaken' : 'tokenReturned';
    const handed = { tokenSerial: 'SHARED-1', people: { ...people, user: '赵六' } };
    return { ...entry, act, result: 'done', document: null, seal: null, certificate: null, ...handed };
  }
  if (index % 1000 !== 999) return entry;
  const voids = sm3('after', index - 1);
  return {
    ...entry,
    act: 'voided',
    result: 'done',
    document: documentOf(null, voids),
    voids,
  };
}

/**
 * Writes a register with the product's own tables into the store of a home that has none. It has a checkpoint for the
 * last use, as sealing leaves them.
 */
export async function writeRegister(world, count) {
  const engine = await loadSmEngine();
  const folder = join(world.home, 'store');
  mkdirSync(folder, { recursive: true });
  const olderBinding = inProject('dist/native/better-sqlite3-older-runtimes.node');
  const database = openDatabase(join(folder, 'register.db'), { olderBinding }, olderSeries);
  const tables = registerTables(database, engine);
  const leaves = new Uint8Array(32 * count);
  const facts = { engine, seals: world.seals, tokenSerial: world.companies[0].tokenSerial };
  database.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      const bytes = bytesOf(entryAt(index, count, facts));
      const hash = leafHash(engine, bytes);
      leaves.set(hash, index * 32);
      tables.append({ index, bytes, leafHash: hash });
    }
    const root = toHex(treeRoots(engine, leaves, [count]).get(count));
    tables.addCheckpoint({
      size: count,
      root,
      time: new Date().toISOString(),
      certificate: null,
      signature: null,
    });
  })();
  database.close();
}
