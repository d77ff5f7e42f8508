import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RegisterCheckpoint, RegisterEntry } from '../../shared/model/register.ts';
import { concatBytes } from '../bytes/byte-arrays.ts';
import { toHex } from '../bytes/encodings.ts';
import type { SmEngine } from '../sm/engine.ts';
import { loadSmEngine } from '../sm/load-engine.ts';
import { readTrustStore, type TrustStore } from '../x509/trust-store.ts';
import { makeParty, type Party } from '../verification/fixtures/mini-authority.ts';
import { auditRegister, type KeptEntry } from './audit-register.ts';
import { checkpointBytes, checkpointSignature } from './checkpoint.ts';
import { encodeEntry } from './entry-bytes.ts';
import { sealedEntry } from './fixtures/entries.ts';
import { leafHash, treeRoot } from './merkle-tree.ts';

const TIME = '2026-11-22T04:00:00.000Z';
const NOWHERE_ELSE = { countersignatures: [], registerId: null, renewals: [], outside: [], tokens: [] };

describe('a register', () => {
  let engine: SmEngine;
  let holder: Party;
  beforeAll(async () => {
    engine = await loadSmEngine();
    holder = await makeParty(engine, { commonName: '样例单位', serial: 1 }, null);
  });

  const keptOf = (entries: readonly RegisterEntry[]): KeptEntry[] =>
    entries.map((entry, index) => ({ index, bytes: encodeEntry(entry) }));
  const leavesOf = (entries: readonly KeptEntry[]): Uint8Array =>
    concatBytes(...entries.map(({ bytes }) => leafHash(engine, bytes)));
  const registerOf = (count: number): KeptEntry[] =>
    keptOf(Array.from({ length: count }, (_none, index) => sealedEntry(index)));

  function checkpointOf(entries: readonly KeptEntry[], size = entries.length): RegisterCheckpoint {
    const root = toHex(treeRoot(engine, leavesOf(entries), size));
    return { size, root, time: TIME, certificate: null, signature: null };
  }

  async function signed(checkpoint: RegisterCheckpoint, party = holder): Promise<RegisterCheckpoint> {
    const signature = toHex(await party.sign(checkpointBytes(checkpoint)));
    return { ...checkpoint, certificate: toHex(party.certificate), signature };
  }

  const auditAll = (
    entries: readonly KeptEntry[],
    leaves: Uint8Array,
    checkpoints: readonly RegisterCheckpoint[] = [],
    trust: TrustStore | null = null,
  ) => auditRegister({ ...NOWHERE_ELSE, entries, leaves, checkpoints }, { engine, trust, roots: new Map() });
  const audit = (entries: readonly KeptEntry[], checkpoints: readonly RegisterCheckpoint[]) =>
    auditAll(entries, leavesOf(entries), checkpoints);

  it('that is empty is sound', () => {
    expect(audit([], [])).toEqual({
      size: 0,
      root: '1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b',
      checkpoints: 0,
      signedCheckpoints: 0,
      signers: [],
      countersigners: [],
      protectedSize: 0,
      sound: true,
      finding: null,
      outside: [],
      tokensWithout: [],
      renewals: [],
    });
  });

  it('that has grown since its checkpoints is sound', async () => {
    const entries = registerOf(7);
    const checkpoints = [await signed(checkpointOf(entries, 3)), checkpointOf(entries, 5)];
    expect(audit(entries, checkpoints)).toMatchObject({
      size: 7,
      signedCheckpoints: 1,
      protectedSize: 3,
      sound: true,
    });
  });

  it('names its signers, and counts nobody whom the trust folder does not vouch for', async () => {
    const root = await makeParty(engine, { commonName: '根', serial: 9, isAuthority: true }, null);
    const keeper = await makeParty(engine, { commonName: '保管单位', serial: 10 }, root);
    const trust = readTrustStore({ certificates: [root.certificate], crls: [] });
    const entries = registerOf(5);
    const checkpoints = [
      await signed(checkpointOf(entries, 2), keeper),
      await signed(checkpointOf(entries, 4)),
      await signed({ ...checkpointOf(entries, 5), time: '2031-01-01T00:00:00.000Z' }, keeper),
    ];
    const found = auditAll(entries, leavesOf(entries), checkpoints, trust);
    expect(found.signers).toEqual([
      { subject: 'CN=保管单位,C=CN', serial: '0a', checkpoints: 1, trusted: true },
      { subject: 'CN=样例单位,C=CN', serial: '01', checkpoints: 1, trusted: false },
      { subject: 'CN=保管单位,C=CN', serial: '0a', checkpoints: 1, trusted: false },
    ]);
    expect(found).toMatchObject({ sound: true, signedCheckpoints: 3, protectedSize: 2 });
    expect(audit(entries, checkpoints)).toMatchObject({ protectedSize: 5, signers: [{ trusted: null }, {}] });
  });

  it('shows an entry that was changed without its hash', () => {
    const entries = registerOf(4);
    const changed = entries.map((kept) =>
      kept.index === 2 ? { ...kept, bytes: encodeEntry(sealedEntry(2, { purpose: '另一用途' })) } : kept,
    );
    const found = auditAll(changed, leavesOf(entries));
    expect(found.finding).toMatchObject({ kind: 'entryAltered', index: 2 });
  });

  it('shows two entries that changed places under their hashes', () => {
    const entries = registerOf(4);
    const [a, b, c, d] = entries.map(({ bytes }) => bytes);
    const turned = [a, c, b, d].map((bytes, index) => ({ index, bytes: bytes ?? new Uint8Array() }));
    const found = auditAll(turned, leavesOf(entries));
    expect(found.finding).toMatchObject({ kind: 'outOfOrder', index: 1 });
  });

  it('shows an entry that is missing from the middle or from the end', () => {
    const entries = registerOf(4);
    const without = (index: number) =>
      auditAll(
        entries.filter((kept) => kept.index !== index),
        leavesOf(entries),
      ).finding;
    expect([without(1), without(3)]).toMatchObject([
      { kind: 'entryMissing', index: 1 },
      { kind: 'entryMissing', index: 3 },
    ]);
  });

  it('shows bytes that are no entry, although their hash fits', () => {
    const entries = [...registerOf(1), { index: 1, bytes: Uint8Array.of(1) }];
    expect(audit(entries, []).finding).toMatchObject({ kind: 'entryAltered', index: 1 });
  });

  it('shows a checkpoint that its key has not signed, also after a change of its content', async () => {
    const entries = registerOf(3);
    const good = await signed(checkpointOf(entries));
    const forged = [
      { ...good, time: '2027-01-01T00:00:00.000Z' },
      { ...good, signature: null },
      { ...good, certificate: '3000' },
      { ...good, signature: 'zz' },
      { ...checkpointOf(entries), size: -1 },
    ];
    const findings = forged.map((checkpoint) => audit(entries, [good, checkpoint]).finding);
    expect(findings).toMatchObject(forged.map(() => ({ kind: 'checkpointForged', index: 1 })));
    expect(checkpointSignature(good, engine)).toBe('good');
  });

  it('shows every shortening below a signed checkpoint', async () => {
    const entries = registerOf(9);
    const checkpoint = await signed(checkpointOf(entries, 8));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7 }), (size) => {
        const { finding } = audit(entries.slice(0, size), [checkpoint]);
        expect(finding).toMatchObject({ kind: 'shortened', index: size, last: 7, held: 0 });
      }),
    );
  });

  it('shows every change or new order below a checkpoint, even with every hash made anew', async () => {
    const entries = registerOf(9);
    const checkpoints = [await signed(checkpointOf(entries, 4)), await signed(checkpointOf(entries))];
    const place = fc.integer({ min: 0, max: 8 });
    const text = fc.string({ minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(place, place, text, (from, to, purpose) => {
        const changed = [...entries];
        const moved = changed.splice(from, 1);
        if (from === to) changed.push({ index: 8, bytes: encodeEntry(sealedEntry(from, { purpose })) });
        else changed.splice(to, 0, ...moved);
        const { finding } = audit(
          changed.map(({ bytes }, index) => ({ index, bytes })),
          checkpoints,
        );
        const isEarly = Math.min(from, to) < 4;
        expect(finding).toMatchObject({
          ...{ kind: 'entryAltered', source: { kind: 'checkpoint' } },
          ...(isEarly ? { index: 0, last: 3, held: 0 } : { index: 4, last: 8, held: 4 }),
        });
      }),
    );
  });
});
