import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { memorySource } from '../../core/bytes/byte-source.ts';
import { concatBytes } from '../../core/bytes/byte-arrays.ts';
import { latin1Bytes, latin1Text, toHex, utf8Bytes } from '../../core/bytes/encodings.ts';
import { makeLister, miniTrustListText } from '../../core/platform/fixtures/mini-trust-list.ts';
import { makeHarness, type Harness } from '../../core/verification/fixtures/harness.ts';
import { makeParty, type Party } from '../../core/verification/fixtures/mini-authority.ts';
import { makerListOf, sealPdf } from '../../core/verification/fixtures/mini-world.ts';
import { decodeCertificate } from '../../core/x509/certificate.ts';
import { verifyDocument } from '../../services/documents/verify-document.ts';
import { acceptMakerList, readMakerList } from '../../services/trust-lists/accept-maker-list.ts';
import { handOutTrustList } from '../../services/trust-lists/hand-out.ts';
import type { BoundRoot, TrustListAct, TrustListPorts } from '../../services/trust-lists/trust-list-store.ts';
import {
  acceptTrustList,
  readTrustList,
  removeTrustList,
  viewTrustLists,
} from '../../services/trust-lists/trust-lists.ts';
import { unwrap } from '../../shared/result.ts';
import { readTrustFolder } from './trust-folder.ts';
import { recordInFolder, trustListPorts } from './trust-list-ports.ts';

let harness: Harness;
let lister: Party;
let sealed: Uint8Array;
let first: string;
let second: string;

beforeAll(async () => {
  harness = await makeHarness();
  lister = await makeLister(harness);
  sealed = await sealPdf(harness, harness.plain, { signer: harness.first });
  first = await miniTrustListText(harness, lister);
  second = await miniTrustListText(harness, lister, { number: 2, issuedAt: '2026-03-01T00:00:00.000Z' });
});

describe('The lists of trust and makers of a trust folder', () => {
  let folder: string;
  let ports: TrustListPorts;
  let acts: TrustListAct[];
  let bound: BoundRoot[];
  let now: Date;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sealdesk-lists-'));
    mkdirSync(join(folder, 'trust'));
    bound = [];
    now = new Date('2026-07-01T00:00:00Z');
    acts = [];
    ports = trustListPorts({
      record: async (act) => void acts.push(act),
      engine: harness.engine,
      clock: { now: () => now },
      trustFolder: join(folder, 'trust'),
      home: { dist: join(folder, 'dist'), folder },
      bound: () => Promise.resolve(bound),
    });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const fingerprint = (party = lister): string => toHex(harness.engine.sm3(party.certificate));
  const accept = (text: string, given: string | null = null) =>
    acceptTrustList({ file: 'list.trustlist.json', text }, given, ports);
  const code = async (work: ReturnType<typeof accept>): Promise<string> => {
    const outcome = await work;
    return outcome.ok ? 'ok' : outcome.error.code;
  };
  const report = (pdf = sealed) =>
    verifyDocument(memorySource(pdf), 'sealed.pdf', {
      ...{ engine: harness.engine, now, trust: readTrustFolder(join(folder, 'trust')) },
    });
  const verdict = async (pdf = sealed): Promise<string> => {
    const { verdict: word, signatures } = await report(pdf);
    return [word, ...(signatures[0]?.reasons ?? [])].join(' ');
  };
  const listFile = (): string => {
    const [name] = readdirSync(join(folder, 'trust', 'lists')).filter((each) => each.includes('-'));
    return join(folder, 'trust', 'lists', name ?? '');
  };

  it('A stranger’s seal is open before, and valid once the list was confirmed', async () => {
    expect(await verdict()).toMatch(/^indeterminate SEAL_MAKER_UNTRUSTED/);
    const offer = unwrap(await readTrustList({ file: 'a', text: first }, ports));
    expect([offer.step, offer.source, offer.signer.sm3]).toEqual(['new', 'sample', fingerprint()]);
    expect([offer.roots, offer.makers]).toEqual([['CN=样例根,C=CN'], ['CN=样例制章者,C=CN']]);
    expect(await verdict()).toMatch(/^indeterminate/);
    expect(
      await code(
        accept(
          first,
          fingerprint()
            .toUpperCase()
            .replace(/(.{4})/g, '$1 '),
        ),
      ),
    ).toBe('ok');
    expect(await verdict()).toBe('valid');
    expect((await report()).trustLists).toEqual([
      {
        source: 'sample',
        issuedAt: '2026-01-02T00:00:00.000Z',
        nextUpdate: '2027-01-02T00:00:00.000Z',
        state: 'inForce',
      },
    ]);
    const signed = { signer: offer.signer.subject, fingerprint: fingerprint() };
    expect(acts).toEqual([{ act: 'trustListAccepted', list: 'sample #1', ...signed }]);
    const [kept] = unwrap(await viewTrustLists(ports)).kept;
    expect(unwrap(await removeTrustList(kept?.id ?? '', ports))).toBeNull();
    expect(await verdict()).toMatch(/^indeterminate/);
    expect(await removeTrustList(kept?.id ?? '', ports)).toMatchObject({
      error: { code: 'TRUST_LIST_NOT_FOUND' },
    });
    expect(acts.slice(1)).toEqual([{ act: 'trustListRemoved', list: 'sample', ...signed }]);
  });

  it('A list of makers alone is taken over by the fingerprint of its signer, on record', async () => {
    const text = JSON.stringify(await makerListOf(lister, [harness.maker]));
    const brought = { file: 'ours.makers.json', text };
    const offer = readMakerList(brought, ports);
    expect(offer).toMatchObject({ kind: 'makers', sm3: fingerprint(), makers: ['CN=样例制章者,C=CN'] });
    expect(readMakerList({ file: 'list.trustlist.json', text: first }, ports)).toBeNull();
    expect(await acceptMakerList(brought, fingerprint(harness.first), ports)).toMatchObject({
      error: { code: 'MAKER_LIST_OF_OTHER' },
    });
    expect(acts).toEqual([]);
    expect(unwrap(await acceptMakerList(brought, fingerprint(), ports)).list.state).toBe('inForce');
    expect(acts).toMatchObject([{ act: 'trustListAccepted', fingerprint: fingerprint() }]);
    expect(unwrap(await viewTrustLists(ports)).makers).toMatchObject([{ sm3: fingerprint() }]);
  });

  it('A folder without a register keeps the acts in a file of its own', async () => {
    const trust = join(folder, 'trust');
    const record = recordInFolder(trust, { now: () => now });
    await acceptTrustList({ file: 'a', text: first }, fingerprint(), { ...ports, record });
    const lines = readFileSync(join(trust, 'accepted-lists.log'), 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { time: now.toISOString(), act: 'trustListAccepted', fingerprint: fingerprint() },
    ]);
    expect(await verdict()).toBe('valid');
  });

  it('Nothing is taken over without a fingerprint, or with another one', async () => {
    expect(await code(accept(first))).toBe('TRUST_LIST_UNCONFIRMED');
    expect(await code(accept(first, fingerprint(harness.first)))).toBe('TRUST_LIST_OF_OTHER');
    expect(await code(accept(first, fingerprint().slice(0, 8)))).toBe('TRUST_LIST_OF_OTHER');
    expect(await verdict()).toMatch(/^indeterminate/);
  });

  it('A list by another key does not renew the confirmed one, whatever fingerprint is given', async () => {
    await accept(first, fingerprint());
    const stranger = await makeParty(harness.engine, { commonName: '样例名单签发', serial: 40 }, null);
    const forged = await miniTrustListText(harness, stranger, { number: 7 });
    expect(await code(accept(forged))).toBe('TRUST_LIST_FOREIGN');
    expect(await code(accept(forged, fingerprint(stranger)))).toBe('TRUST_LIST_FOREIGN');
  });

  it('A renewed list needs no further word, and an older one does not come back', async () => {
    await accept(first, fingerprint());
    expect(await code(accept(second))).toBe('ok');
    expect(await code(accept(first))).toBe('TRUST_LIST_OLDER');
    expect(await code(accept(first, fingerprint()))).toBe('TRUST_LIST_OLDER');
    expect(unwrap(await viewTrustLists(ports)).kept.map(({ list }) => list?.number)).toEqual([2]);
  });

  it('Who is no longer named is not trusted any more, wherever else the certificate lies', async () => {
    await accept(first, fingerprint());
    const text = await miniTrustListText(harness, lister, {
      ...{ number: 3, issuedAt: '2026-05-01T00:00:00.000Z', makers: [] },
    });
    expect(await code(accept(text))).toBe('ok');
    expect(await verdict()).toBe('indeterminate SEAL_MAKER_UNLISTED');
    expect(readTrustFolder(join(folder, 'trust')).withdrawn).toHaveLength(1);
  });

  it('A list that was edited on the disk counts for nothing, and verdicts say so', async () => {
    await accept(first, fingerprint());
    const path = listFile();
    writeFileSync(path, readFileSync(path, 'utf8').replace('"revocationLists":[', '"revocationLists":[ '));
    expect(await verdict()).toMatch(/^indeterminate/);
    expect((await report()).trustLists).toMatchObject([{ source: 'sample', state: 'changed' }]);
    expect(unwrap(await viewTrustLists(ports)).kept).toMatchObject([{ state: 'changed', list: null }]);
    expect(await code(accept(first))).toBe('TRUST_LIST_UNCONFIRMED');
  });

  it('An older list that is laid in the place of the confirmed one counts for nothing', async () => {
    await accept(first, fingerprint());
    const kept = join(folder, 'former');
    copyFileSync(listFile(), kept);
    await accept(second);
    copyFileSync(kept, listFile());
    expect((await report()).trustLists).toMatchObject([{ state: 'changed' }]);
    expect(await verdict()).toMatch(/^indeterminate/);
  });

  it('A list inside the document is nobody’s word', async () => {
    const pdf = concatBytes(sealed, utf8Bytes(`\n%${first}`));
    expect(await verdict(pdf)).not.toMatch(/^valid/);
    const text = latin1Text(harness.plain).replace('startxref', `%${first}startxref`);
    const before = await sealPdf(harness, latin1Bytes(text), { signer: harness.first });
    expect(await verdict(before)).toMatch(/^indeterminate/);
  });

  it('A list that lies in the folder without a person’s word counts for nothing', async () => {
    mkdirSync(join(folder, 'trust', 'lists'));
    writeFileSync(join(folder, 'trust', 'lists', `${'0'.repeat(16)}-1.trustlist.json`), first);
    writeFileSync(join(folder, 'trust', 'list.trustlist.json'), first);
    expect(await verdict()).toMatch(/^indeterminate/);
  });

  it('An outdated list speaks of no seal that may be younger', async () => {
    const text = await miniTrustListText(harness, lister, { nextUpdate: '2026-06-15T00:00:00.000Z' });
    await accept(text, fingerprint());
    expect(await verdict()).toBe('indeterminate TRUST_LIST_OUTDATED');
    expect((await report()).trustLists).toMatchObject([{ state: 'outdated' }]);
    now = new Date('2026-06-10T00:00:00Z');
    expect(await verdict()).toBe('valid');
  });

  it('A bound home takes the lists of its platform alone, and those without a further word', async () => {
    const root = decodeCertificate(harness.root.certificate);
    bound = [{ platform: 'another', root }];
    expect(await code(accept(first, fingerprint()))).toBe('TRUST_LIST_BOUND');
    bound = [{ platform: 'sample', root: decodeCertificate(harness.issuing.certificate) }];
    expect(await code(accept(first, fingerprint()))).toBe('TRUST_LIST_BOUND');
    bound = [{ platform: 'sample', root: null }];
    expect(await code(accept(first, fingerprint()))).toBe('TRUST_LIST_BOUND');
    bound = [{ platform: 'sample', root }];
    expect(await code(accept(first))).toBe('ok');
  });

  it('Lists that came with the program or the home are offered, and not used', async () => {
    mkdirSync(join(folder, 'dist', 'trust-lists'), { recursive: true });
    mkdirSync(join(folder, 'trust-lists'));
    writeFileSync(join(folder, 'dist', 'trust-lists', 'a.trustlist.json'), first);
    writeFileSync(join(folder, 'trust-lists', 'b.trustlist.json'), 'no list');
    const offered = async () =>
      unwrap(await viewTrustLists(ports)).offered.map(({ from, step }) => [from, step]);
    expect(await offered()).toEqual([['program', 'new']]);
    expect(await verdict()).toMatch(/^indeterminate/);
    await accept(first, fingerprint());
    expect(await offered()).toEqual([]);
    writeFileSync(join(folder, 'trust-lists', 'b.trustlist.json'), second);
    expect(await offered()).toEqual([['home', 'renewal']]);
  });

  it('A list at hand is handed out as it came', async () => {
    expect(await handOutTrustList(null, ports)).toMatchObject({ error: { code: 'TRUST_LIST_NOT_FOUND' } });
    await accept(first, fingerprint());
    expect(unwrap(await handOutTrustList(null, ports)).text).toBe(first);
    expect(await handOutTrustList('another', ports)).toMatchObject({
      error: { code: 'TRUST_LIST_NOT_FOUND' },
    });
  });
});
