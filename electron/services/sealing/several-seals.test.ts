import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeFiles } from '../../adapters/files/node-files.ts';
import { holdDocument } from '../../adapters/document-files/opened-document.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import { miniOfd } from '../../core/ofd/fixtures/mini-ofd.ts';
import { onePagePdf } from '../../core/pdf/fixtures/pdf-fixture.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import type { Party } from '../../core/verification/fixtures/mini-authority.ts';
import { makeMiniWorld, makeSeal, sealContent } from '../../core/verification/fixtures/mini-world.ts';
import { CodedError, type ErrorCode } from '../../shared/errors.ts';
import type { RegisterEntry } from '../../shared/model/register.ts';
import { failure, success } from '../../shared/result.ts';
import { noPageText } from '../documents/fixtures/no-page-text.ts';
import { createDocumentEngine } from '../documents/create-document-engine.ts';
import { verifyDocument } from '../documents/verify-document.ts';
import type { PreparedDocument, SealingGate } from '../sealing-gate/create-gate.ts';
import { sealInfo, tokenInfo } from '../tokens/fixtures/token-info.ts';
import { standInParts } from './fixtures/stand-in-parts.ts';
import { sealDocument } from './seal-document.ts';
import type { OrderedSeal, SealingParts, SealOrder } from './seal-order.ts';

const notAsked = (): never => {
  throw new Error('not asked');
};

/**
 * A folder with a one-page document, and two keys in memory that hold a seal each: T1 the first company's seal, T2 that of
 * its legal representative.
 */
async function makeActWorld() {
  const engine = await loadSmEngine();
  const mini = await makeMiniWorld(engine);
  const folder = mkdtempSync(join(tmpdir(), 'sealdesk-act-'));
  const input = join(folder, 'contract.pdf');
  writeFileSync(input, onePagePdf());
  const clock = { now: () => new Date('2026-11-22T00:00:00Z') };
  const random = (length: number): Uint8Array => new Uint8Array(length).fill(9);
  const entries: RegisterEntry[] = [];
  const logins: string[] = [];
  /** The failures that keys answer with, by their serial numbers. */
  const broken = new Map<string, ErrorCode>();
  const parties = new Map<string, Party>([
    ['T1', mini.first],
    ['T2', mini.second],
  ]);
  const parts: SealingParts = {
    documents: {
      ...createDocumentEngine({
        ...{ engine, files: nodeFiles, clock, random, turn: () => Promise.resolve() },
        // Nobody looks at the words under a seal while it is set.
        pageText: { ...noPageText, wordsIn: notAsked },
        ...{ readTrust: notAsked, evidence: notAsked, revocationOf: notAsked },
        ...{ withPrivatePath: notAsked, readFonts: notAsked, installedFonts: null },
      }),
      examine: () => Promise.resolve(success({ signatures: 0, findings: [] })),
    },
    trustFolder: folder,
    tokens: {
      list: notAsked,
      signDigest: ({ serial, digest, pin }) => {
        const code = broken.get(serial);
        if (pin !== null) logins.push(serial);
        if (code !== undefined) return Promise.resolve(failure({ code }));
        const { privateKey } = parties.get(serial) ?? mini.first;
        const value = engine.signDigest(digest, privateKey, random);
        return Promise.resolve(success({ value, profile: null, held: true }));
      },
    },
    ...standInParts(engine, clock, entries),
  };
  /** Orders a seal of a key at a point of the page. */
  const sealOf = async (serial: 'T1' | 'T2', name: string, xMm: number, yMm = 60): Promise<OrderedSeal> => {
    const signer = parties.get(serial) ?? mini.first;
    const info = sealInfo(`E-${name}`, name);
    return {
      chosen: {
        ...{ token: tokenInfo(serial, [info]), info, certificate: signer.certificate },
        seal: await makeSeal(mini.maker, sealContent(signer, { name })),
      },
      target: { kind: 'place', page: 0, xMm, yMm },
      approvalId: null,
    };
  };
  const orderOf = (...seals: readonly OrderedSeal[]): SealOrder => ({
    ...{ document: holdDocument(input), outputPath: join(folder, 'sealed.pdf'), seals },
    particulars: { purpose: '', counterpart: '', applicant: '', approver: '', keeper: '' },
  });
  const verified = async (path: string) => {
    const file = nodeFiles.open(path);
    try {
      const { trust } = mini;
      return await verifyDocument(file, path, { engine, now: clock.now(), trust });
    } finally {
      file.close();
    }
  };
  return {
    ...{ engine, folder, input, parts, entries, logins, broken, sealOf, orderOf, verified },
    /** The names of all files of the folder but the document's. */
    left: () => readdirSync(folder).filter((name) => name !== 'contract.pdf'),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

let world: Awaited<ReturnType<typeof makeActWorld>>;
beforeEach(async () => {
  world = await makeActWorld();
});
afterEach(() => world.remove());

const pinOf = (): Uint8Array => Uint8Array.of(1);

/** A company's seal and that of its legal representative, of two keys, beside each other. */
const twoSeals = async () =>
  world.orderOf(await world.sealOf('T1', '公章', 60), await world.sealOf('T2', '法定代表人名章', 120));

describe('Several seals in one act', () => {
  it('make one file with a valid signature each, which begins with the original', async () => {
    const outcome = await sealDocument(await twoSeals(), pinOf, world.parts);
    if (!outcome.ok) throw new Error(outcome.error.code);
    const { path, seals, sm3After } = outcome.value;
    expect(world.left()).toEqual(['sealed.pdf']);
    const sealed = readFileSync(path);
    expect(sealed.subarray(0, readFileSync(world.input).length).equals(readFileSync(world.input))).toBe(true);
    expect(seals.map(({ name, field }) => [name, field])).toEqual([
      ['公章', 'Seal1'],
      ['法定代表人名章', 'Seal2'],
    ]);
    expect(toHex(world.engine.sm3(sealed))).toBe(sm3After);
    const { verdict, signatures } = await world.verified(path);
    expect(verdict).toBe('valid');
    expect(signatures.map((each) => [each.verdict, each.reasons, each.coversWholeFile])).toEqual([
      ['valid', ['SEALED_AGAIN_SINCE'], false],
      ['valid', [], true],
    ]);
  });

  it('stand in the register one by one, each over the file that the one before made', async () => {
    const outcome = await sealDocument(await twoSeals(), pinOf, world.parts);
    if (!outcome.ok) throw new Error(outcome.error.code);
    const [first, second] = world.entries;
    expect(world.entries.map(({ result, seal, tokenSerial }) => [result, seal?.name, tokenSerial])).toEqual([
      ['done', '公章', 'T1'],
      ['done', '法定代表人名章', 'T2'],
    ]);
    expect(first?.document?.sm3Before).toBe(toHex(world.engine.sm3(readFileSync(world.input))));
    expect(first?.document?.sm3After).toBe(second?.document?.sm3Before);
    expect(second?.document?.sm3After).toBe(outcome.value.sm3After);
  });

  it('of one key share one login', async () => {
    const order = world.orderOf(
      await world.sealOf('T1', '公章', 60),
      await world.sealOf('T1', '合同专用章', 120),
    );
    expect(await sealDocument(order, pinOf, world.parts)).toMatchObject({ ok: true });
    expect(world.logins).toEqual(['T1']);
  });

  /** What stops an act after its first seal is in the draft. */
  const failures: readonly (readonly [string, ErrorCode, () => Partial<SealingParts>])[] = [
    ['the second key is pulled', 'TOKEN_REMOVED', () => (world.broken.set('T2', 'TOKEN_REMOVED'), {})],
    ['the second PIN is wrong', 'PIN_WRONG', () => (world.broken.set('T2', 'PIN_WRONG'), {})],
    [
      'the document changes',
      'FILE_CHANGED',
      () => ({ onStep: before('preparing', () => writeFileSync(world.input, '%PDF-1.7 another')) }),
    ],
    [
      'the person cancels',
      'CANCELLED',
      () => ({
        onStep: before('preparing', () => {
          throw new CodedError('CANCELLED');
        }),
      }),
    ],
    [
      'the disk is full',
      'DISK_FULL',
      () => ({
        documents: {
          ...world.parts.documents,
          prepare: (preparation, progress) =>
            preparation.over !== undefined
              ? Promise.resolve(failure({ code: 'DISK_FULL' }))
              : world.parts.documents.prepare(preparation, progress),
        },
      }),
    ],
  ];

  const before =
    (wanted: string, act: () => void): NonNullable<SealingParts['onStep']> =>
    (step, seal) => {
      if (step === wanted && seal === 1) act();
    };

  it.each(failures)('leave nothing when %s, and the register says so', async (_what, code, changes) => {
    const outcome = await sealDocument(await twoSeals(), pinOf, { ...world.parts, ...changes() });
    expect(outcome).toMatchObject({ ok: false, error: { code, details: { sealName: '法定代表人名章' } } });
    expect(world.left()).toEqual([]);
    expect(world.entries.map(({ result, seal }) => [result, seal?.name])).toEqual([
      ['SEAL_NOT_PUBLISHED', '公章'],
      [code, '法定代表人名章'],
    ]);
    const [signed, stopped] = world.entries.map(({ document }) => document);
    expect(signed?.sm3After).toMatch(/^[0-9a-f]{64}$/);
    expect(stopped?.sm3After).toBeNull();
  });

  it('leave nothing when a file has taken the name of the output at the end', async () => {
    const order = await twoSeals();
    const onStep: SealingParts['onStep'] = (step, seal) => {
      if (step === 'publishing' && seal === 1) writeFileSync(order.outputPath, 'another');
    };
    expect(await sealDocument(order, pinOf, { ...world.parts, onStep })).toMatchObject({
      error: { code: 'OUTPUT_EXISTS' },
    });
    expect(readFileSync(order.outputPath, 'utf8')).toBe('another');
    expect(world.left()).toEqual(['sealed.pdf']);
    expect(world.entries.map(({ result }) => result)).toEqual(['SEAL_NOT_PUBLISHED', 'OUTPUT_EXISTS']);
  });

  it('are all refused before any key is used when the last one has no place', async () => {
    const order = world.orderOf(
      await world.sealOf('T1', '公章', 60),
      await world.sealOf('T2', '法定代表人名章', 205),
    );
    expect(await sealDocument(order, pinOf, world.parts)).toMatchObject({
      error: { code: 'SEAL_OFF_PAGE', details: { sealName: '法定代表人名章' } },
    });
    expect([world.logins, world.left()]).toEqual([[], []]);
    expect(world.entries.map(({ result, seal }) => [result, seal?.name])).toEqual([
      ['SEAL_OFF_PAGE', '法定代表人名章'],
    ]);
  });

  it.each(['before', 'prepared'] as const)(
    'are all refused before any key is used when the rules refuse the last one (%s)',
    async (when) => {
      const asked: PreparedDocument[] = [];
      const gate: SealingGate = {
        ...world.parts.gate(null, []),
        before: async ({ info }) => (when === 'before' ? refusalOf(info.name) : null),
        prepared: async ({ info }, document) => {
          asked.push(document);
          return when === 'prepared' ? refusalOf(info.name) : null;
        },
      };
      const refusalOf = (name: string) => (name === '公章' ? null : ({ code: 'SEALING_SUSPENDED' } as const));
      expect(await sealDocument(await twoSeals(), pinOf, { ...world.parts, gate: () => gate })).toMatchObject(
        {
          error: { code: 'SEALING_SUSPENDED', details: { sealName: '法定代表人名章' } },
        },
      );
      expect([world.logins, world.left()]).toEqual([[], []]);
      const original = toHex(world.engine.sm3(readFileSync(world.input)));
      expect(asked.map(({ sm3Before }) => sm3Before)).toEqual(when === 'before' ? [] : [original, original]);
    },
  );

  it('cut back to the first one are a valid file of one seal, which has no word of the second', async () => {
    const outcome = await sealDocument(await twoSeals(), pinOf, world.parts);
    if (!outcome.ok) throw new Error(outcome.error.code);
    const sealed = readFileSync(outcome.value.path);
    const end = sealed.lastIndexOf('%%EOF', sealed.lastIndexOf('%%EOF') - 1) + '%%EOF\n'.length;
    writeFileSync(outcome.value.path, sealed.subarray(0, end));
    const { verdict, signatures } = await world.verified(outcome.value.path);
    expect([verdict, signatures.length, signatures[0]?.reasons]).toEqual(['valid', 1, []]);
    expect(toHex(world.engine.sm3(sealed.subarray(0, end)))).toBe(outcome.value.seals[0]?.sm3After);
  });
});

describe('Seals that lock', () => {
  /** The parts, as the examination finds an OFD. */
  const ofOfd = (): SealingParts => ({
    ...world.parts,
    documents: {
      ...world.parts.documents,
      examine: () => Promise.resolve(success({ signatures: 0, format: 'ofd', findings: [] })),
    },
  });

  it('lock an OFD by the last of them, which is on record, and let no further one follow', async () => {
    writeFileSync(world.input, miniOfd());
    const outcome = await sealDocument({ ...(await twoSeals()), locks: true }, pinOf, ofOfd());
    if (!outcome.ok) throw new Error(outcome.error.code);
    const { signatures } = await world.verified(outcome.value.path);
    expect(signatures.map(({ verdict }) => verdict)).toEqual(['valid', 'valid']);
    expect(world.entries.map(({ locks }) => locks)).toEqual([undefined, true]);
    const { path } = outcome.value;
    const again = { ...(await twoSeals()), document: holdDocument(path), outputPath: `${path}.2` };
    expect(await sealDocument(again, pinOf, ofOfd())).toMatchObject({ error: { code: 'OFD_LOCKED' } });
  });

  it('use no key on a PDF', async () => {
    const outcome = await sealDocument({ ...(await twoSeals()), locks: true }, pinOf, world.parts);
    expect(outcome).toMatchObject({ error: { code: 'OFD_LOCK_NOT_FOR_PDF' } });
    expect([world.logins, world.left()]).toEqual([[], []]);
  });
});
