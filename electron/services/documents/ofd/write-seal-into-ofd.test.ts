import { describe, expect, it } from 'vitest';
import { equalBytes } from '../../../core/bytes/byte-arrays.ts';
import { memorySource } from '../../../core/bytes/byte-source.ts';
import { toHex } from '../../../core/bytes/encodings.ts';
import { openContainer } from '../../../core/ofd/container/open-container.ts';
import { miniOfd } from '../../../core/ofd/fixtures/mini-ofd.ts';
import { verifySealedOfd } from '../../../core/ofd/fixtures/seal-ofd.ts';
import { loadSmEngine } from '../../../core/sm/load-engine.ts';
import { makeMiniWorld, makeSeal, sealContent } from '../../../core/verification/fixtures/mini-world.ts';
import type { Party } from '../../../core/verification/fixtures/mini-authority.ts';
import { unwrap } from '../../../shared/result.ts';
import type { Draft, OpenFile } from '../../ports/files.ts';
import type { SealTarget } from '../../../core/signing/seal-request.ts';
import { noPageText } from '../fixtures/no-page-text.ts';
import { createSealingEngine } from '../sealing-engine.ts';

const engine = await loadSmEngine();
const world = await makeMiniWorld(engine);
const plain = miniOfd();
/** An offset within an entry that sealing keeps. */
const KEPT = openContainer(memorySource(plain)).find('Doc_0/Document.xml')?.dataStart ?? 0;

/** Files in memory. A test may change what is written behind the engine's back. */
function memoryFiles() {
  const files = new Map<string, Uint8Array>([['/in.ofd', plain]]);
  const drafts = new Map<string, Uint8Array>();
  const open = (path: string): OpenFile => ({
    ...memorySource(files.get(path) ?? new Uint8Array()),
    permissions: 0o600,
    unchanged: () => true,
    close: () => undefined,
  });
  const createDraft = (path: string): Draft => {
    drafts.set(path, new Uint8Array());
    const bytes = (): Uint8Array => drafts.get(path) ?? new Uint8Array();
    return {
      write: (more) => void drafts.set(path, Uint8Array.from([...bytes(), ...more])),
      writeAt: (offset, more) => bytes().set(more, offset),
      asSource: () => memorySource(bytes()),
      holds: (offset, expected) => equalBytes(bytes().subarray(offset, offset + expected.length), expected),
      publish: () => void files.set(path, bytes()),
      discard: () => void drafts.delete(path),
    };
  };
  return { files, drafts, port: { open: (source: unknown) => open(String(source)), createDraft } };
}

function makeEngine() {
  const memory = memoryFiles();
  const sealing = createSealingEngine({
    engine,
    files: memory.port,
    pageText: noPageText,
    random: (length) => new Uint8Array(length),
    clock: { now: () => new Date('2026-06-01T00:00:00.900Z') },
    turn: () => Promise.resolve(),
  });
  const prepare = async (
    signer: Party,
    over?: string,
    target: SealTarget = at(over === undefined ? 60 : 150),
  ) => {
    const preparation = {
      ...{ input: '/in.ofd', outputPath: over === undefined ? '/out.ofd' : '/out-2.ofd', target },
      seal: await makeSeal(world.maker, sealContent(signer)),
      certificate: signer.certificate,
      ...(over === undefined ? {} : { over }),
    };
    return sealing.prepare(preparation, () => undefined);
  };
  return { ...memory, sealing, prepare };
}

const at = (xMm: number): SealTarget => ({ kind: 'place', page: 0, xMm, yMm: 100 });
const listed = { kind: 'list', field: null, places: [] } as const;

describe('sealing an OFD on the disk', () => {
  it.each([
    ['OFD_WITHOUT_FIELDS', { kind: 'field', name: '甲方' }],
    ['OFD_WITHOUT_FIELDS', { ...listed, field: '甲方' }],
    [
      'OFD_NOTHING_BESIDE',
      { ...listed, beside: [{ kind: 'date', where: { kind: 'point', xMm: 0, yMm: 0 } }] },
    ],
    ['SEAL_OFF_PAGE', at(205)],
    ['PAGE_NOT_FOUND', listed],
  ] as const)('refuses with %s what has no place there, and writes nothing', async (code, target) => {
    const { drafts, prepare } = makeEngine();
    // Only the kind of what stands beside the seal counts here.
    expect(await prepare(world.first, undefined, target as SealTarget)).toMatchObject({ error: { code } });
    expect(drafts.size).toBe(0);
  });

  it('prepares, embeds and publishes, and knows the SM3 of the file before and after', async () => {
    const { files, sealing, prepare } = makeEngine();
    const pending = unwrap(await prepare(world.first));
    expect(pending).toMatchObject({ page: 1, pages: 1, places: null, sm3Before: toHex(engine.sm3(plain)) });
    const value = await world.first.sign(pending.message.tbs);
    const sealed = unwrap(await sealing.embed(pending.ticket, value, null));
    expect(files.has('/out.ofd')).toBe(false);
    unwrap(await sealing.publish(pending.ticket));
    const written = files.get('/out.ofd') ?? new Uint8Array();
    expect(sealed).toEqual({
      ...{ path: '/out.ofd', size: written.length, field: 'Doc_0/Signs/Sign_0/Signature.xml' },
      ...{
        sm3Before: pending.sm3Before,
        sm3After: toHex(engine.sm3(written)),
        signedAt: '2026-06-01T00:00:00.000Z',
      },
    });
    expect((await verifySealedOfd(world, written)).verdict).toBe('valid');
  });

  it('seals over the draft of the seal before in one act', async () => {
    const { files, sealing, prepare } = makeEngine();
    const one = unwrap(await prepare(world.first));
    unwrap(await sealing.embed(one.ticket, await world.first.sign(one.message.tbs), null));
    const two = unwrap(await prepare(world.second, one.ticket));
    unwrap(await sealing.embed(two.ticket, await world.second.sign(two.message.tbs), null));
    unwrap(await sealing.publish(two.ticket));
    const { verdict, signatures } = await verifySealedOfd(world, files.get('/out-2.ofd') ?? new Uint8Array());
    expect([verdict, signatures.map(({ reasons }) => reasons)]).toEqual([
      'valid',
      [['SEALED_AGAIN_SINCE'], []],
    ]);
  });

  it('refuses a value by another key, and a ticket that it does not hold', async () => {
    const { sealing, prepare } = makeEngine();
    const { ticket, message } = unwrap(await prepare(world.first));
    const foreign = await world.second.sign(message.tbs);
    expect(await sealing.embed(ticket, foreign, null)).toMatchObject({
      error: { code: 'SIGNATURE_MISMATCH' },
    });
    await sealing.discard(ticket);
    expect(await sealing.embed(ticket, foreign, null)).toMatchObject({ error: { code: 'CANCELLED' } });
  });

  it.each([
    ['in a changed entry', 60],
    ['in a kept entry', KEPT + 150],
    ['in a new entry', -1],
  ])('refuses a draft in which a bit has changed %s', async (_where, place) => {
    const { drafts, sealing, prepare } = makeEngine();
    const { ticket, message } = unwrap(await prepare(world.first));
    const draft = drafts.get('/out.ofd') ?? new Uint8Array();
    const at = place < 0 ? draft.length + place : place;
    draft[at] = (draft[at] ?? 0) ^ 1;
    const value = await world.first.sign(message.tbs);
    expect(await sealing.embed(ticket, value, null)).toMatchObject({
      error: { code: 'OUTPUT_CHECK_FAILED' },
    });
  });

  it('refuses a document that changes between its draft and its value', async () => {
    const { files, sealing, prepare } = makeEngine();
    const { ticket, message } = unwrap(await prepare(world.first));
    const changed = plain.slice();
    changed[KEPT] = (changed[KEPT] ?? 0) ^ 1;
    files.set('/in.ofd', changed);
    const value = await world.first.sign(message.tbs);
    expect(await sealing.embed(ticket, value, null)).toMatchObject({
      error: { code: 'OUTPUT_CHECK_FAILED' },
    });
  });
});
