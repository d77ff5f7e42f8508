import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { REPLACEMENTS } from '../../adapters/files/fixtures/replaced-files.ts';
import { nodeFiles } from '../../adapters/files/node-files.ts';
import { DocumentSnapshots, holdDocument } from '../../adapters/document-files/opened-document.ts';
import { onePagePdf } from '../../core/pdf/fixtures/pdf-fixture.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { makeParty, type Party } from '../../core/verification/fixtures/mini-authority.ts';
import { makeSeal, sealContent } from '../../core/verification/fixtures/mini-world.ts';
import type { TokenInfo } from '../../shared/model/token.ts';
import { failure, resultOf, success } from '../../shared/result.ts';
import { fileHash } from '../documents/file-facts.ts';
import { noPageText } from '../documents/fixtures/no-page-text.ts';
import { createSealingEngine } from '../documents/sealing-engine.ts';
import type { OpenedDocument } from '../ports/files.ts';
import type { ChosenSeal } from '../tokens/token-seals.ts';
import { notAsked, standInParts } from './fixtures/stand-in-parts.ts';
import { sealDocument } from './seal-document.ts';
import type { SealingParts, SealOrder } from './seal-order.ts';

const clock = { now: () => new Date('2026-11-22T00:00:00Z') };
const FREE = {
  ...{ triesLeft: null, countLow: false, finalTry: false, locked: false, isSet: true, mustChange: false },
};

let engine: SmEngine;
let holder: Party;
let seal: Uint8Array;
beforeAll(async () => {
  engine = await loadSmEngine();
  const root = await makeParty(engine, { commonName: '样例根', serial: 1, isAuthority: true }, null);
  const maker = await makeParty(engine, { commonName: '样例制章者', serial: 2 }, root);
  holder = await makeParty(engine, { commonName: '样例甲方', serial: 3 }, root);
  seal = await makeSeal(maker, sealContent(holder));
});

let folder: string;
let path: string;
let document: OpenedDocument;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sealdesk-changed-'));
  path = join(folder, 'contract.pdf');
  writeFileSync(path, onePagePdf());
});
afterEach(() => {
  document.close();
  rmSync(folder, { recursive: true });
});

/** Seals with a key in memory, and counts how often the key is used. */
function sealing() {
  const uses: string[] = [];
  const ports = { engine, files: nodeFiles, pageText: noPageText, clock, turn: () => Promise.resolve() };
  const random = (length: number): Uint8Array => new Uint8Array(length).fill(9);
  const hash: SealingParts['documents']['hash'] = (source) => resultOf(() => fileHash(source, ports));
  const parts: SealingParts = {
    documents: {
      ...createSealingEngine({ ...ports, random }),
      summarise: notAsked,
      rehearse: notAsked,
      examine: () => Promise.resolve(success({ signatures: 0, findings: [] })),
      hash,
    },
    trustFolder: folder,
    tokens: {
      list: notAsked,
      signDigest: ({ digest }) => {
        uses.push('sign');
        return Promise.resolve(
          success({ value: engine.signDigest(digest, holder.privateKey, random), profile: null }),
        );
      },
    },
    ...standInParts(engine, clock),
  };
  return { uses, parts, hash };
}

function orderFor(opened: OpenedDocument): SealOrder {
  const info = { esId: 'E1', name: '公章', usable: true } as ChosenSeal['info'];
  const token = { module: '/module', serial: 'T1', pin: FREE } as TokenInfo;
  return {
    document: opened,
    outputPath: join(folder, 'sealed.pdf'),
    seals: [
      {
        chosen: { token, info, seal, certificate: holder.certificate },
        target: { kind: 'place', page: 0, xMm: 60, yMm: 60 },
        approvalId: null,
      },
    ],
    particulars: { purpose: '', counterpart: '', applicant: '', approver: '', keeper: '' },
  };
}

describe.each([
  ['the command line', () => Promise.resolve(holdDocument(path))],
  [
    'the window',
    () => new DocumentSnapshots({ folder: join(folder, 'home'), hash: sealing().hash }).open(path),
  ],
  [
    'the window as a large file',
    () =>
      new DocumentSnapshots({ folder: join(folder, 'home'), hash: sealing().hash, copyLimit: 0 }).open(path),
  ],
])('a document that %s has opened', (_who, open) => {
  it('is sealed when nothing has touched it', async () => {
    document = await open();
    const { uses, parts } = sealing();
    expect(await sealDocument(orderFor(document), () => new Uint8Array(), parts)).toMatchObject({ ok: true });
    expect(uses).toEqual(['sign']);
  });

  it.each(REPLACEMENTS)('is refused before the key is used when its file %s', async (_how, replace) => {
    document = await open();
    const { uses, parts } = sealing();
    const forged = onePagePdf();
    forged[forged.length - 1] = 0x20;
    replace(path, forged);
    const outcome = await sealDocument(orderFor(document), () => new Uint8Array(), parts);
    expect(outcome).toEqual(failure({ code: 'FILE_CHANGED' }));
    expect(uses).toEqual([]);
    expect(readdirSync(folder).filter((name) => name.includes('sealed'))).toEqual([]);
  });

  it.each(REPLACEMENTS)('is refused when its file %s while it is hashed', async (_how, replace) => {
    document = await open();
    const { uses, parts } = sealing();
    const forged = onePagePdf();
    forged[forged.length - 1] = 0x20;
    const onStep: SealingParts['onStep'] = (step) => {
      if (step === 'preparing') replace(path, forged);
    };
    const outcome = await sealDocument(orderFor(document), () => new Uint8Array(), { ...parts, onStep });
    expect(outcome).toEqual(failure({ code: 'FILE_CHANGED' }));
    expect(uses).toEqual([]);
  });
});
