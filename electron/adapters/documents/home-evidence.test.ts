import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { makeParty, makeRevocationList } from '../../core/verification/fixtures/mini-authority.ts';
import { decodeRevocationList } from '../../core/x509/revocation-list.ts';
import { homeEvidence } from './home-evidence.ts';

const engine = await loadSmEngine();
const issuing = await makeParty(engine, { commonName: '签发', serial: 1, isAuthority: true }, null);
const folder = mkdtempSync(join(tmpdir(), 'sealdesk-evidence-'));
afterAll(() => rmSync(folder, { recursive: true }));
const lists = join(folder, 'trust', 'platform-zs', 'lists');
const store = {
  platforms: () => Promise.resolve([]),
  lists: () => Promise.resolve([]),
  sealEvents: () => Promise.resolve([]),
  existedBy: () => Promise.resolve(null),
  registerMarks: () => Promise.resolve([]),
  bundles: () => Promise.resolve([]),
  lastStatusNumber: () => Promise.resolve(0),
  lateRevocations: () => Promise.resolve([]),
};

/** One list per month; the newest is in force. */
async function leaveLists(count: number): Promise<Uint8Array> {
  mkdirSync(lists, { recursive: true });
  const kept: object[] = [];
  let issuer: Uint8Array = new Uint8Array();
  for (let number = 1; number <= count; number += 1) {
    const thisUpdate = new Date(Date.UTC(2026, number - 1, 1));
    const der = await makeRevocationList(issuing, { number, thisUpdate });
    issuer = decodeRevocationList(der).issuer.raw;
    writeFileSync(join(lists, `${number}.crl`), der);
    kept.push({
      ...{ id: 'issuing', file: `${number}.crl`, number, isDelta: false, sm3: String(number) },
      ...{ issuer: Buffer.from(issuer).toString('base64'), thisUpdate: thisUpdate.toISOString() },
      nextUpdate: '2027-01-02T00:00:00.000Z',
    });
  }
  const material = {
    certificates: [],
    makers: [],
    withdrawn: [],
    lists: kept.slice(-1),
    former: kept.slice(0, -1),
  };
  writeFileSync(join(lists, '..', 'current.json'), JSON.stringify(material));
  return issuer;
}

describe('the evidence of a home', () => {
  it('holds the lists of former days, reads each once and keeps a few in memory', async () => {
    const issuer = await leaveLists(6);
    const evidence = homeEvidence(store);
    const listOf = async (month: number) => {
      const { archivedLists } = await evidence(join(folder, 'trust'));
      const [list] = await archivedLists(issuer, new Date(Date.UTC(2026, month - 1, 15)));
      return list;
    };
    const first = await listOf(1);
    expect(first?.number).toBe(1n);
    expect(await listOf(1)).toBe(first);
    for (const month of [2, 3, 4, 5]) expect((await listOf(month))?.number).toBe(BigInt(month));
    expect(await listOf(1)).not.toBe(first);
    writeFileSync(join(lists, '6.crl'), 'damaged');
    expect(await listOf(6)).toBe(undefined);
  });
});
