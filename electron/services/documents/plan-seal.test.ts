import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { nodeFiles } from '../../adapters/files/node-files.ts';
import { withPrivatePath } from '../../adapters/files/private-path.ts';
import { miniOfd } from '../../core/ofd/fixtures/mini-ofd.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { makeMiniWorld, makeSeal, sealContent } from '../../core/verification/fixtures/mini-world.ts';
import type { SealTarget } from '../../core/signing/seal-request.ts';
import { success } from '../../shared/result.ts';
import { type FileSource, pathOf } from '../ports/files.ts';
import { noPageText } from './fixtures/no-page-text.ts';
import { textOfAnyFormat } from './ofd/with-view.ts';
import { planSeals } from './plan-seal.ts';

const folder = mkdtempSync(join(tmpdir(), 'sealdesk-plan-seal-'));
afterAll(() => rmSync(folder, { recursive: true }));
const ofd = join(folder, 'a.ofd');
writeFileSync(ofd, miniOfd());

const keyword = (text: string): SealTarget => ({
  ...{ kind: 'list', field: null },
  places: [
    {
      ...{ kind: 'keyword', pages: [{ kind: 'span', from: 1, to: 1 }], keyword: { text, isPattern: false } },
      ...{ which: 1, each: 'document', dxMm: 0, dyMm: 0 },
    },
  ],
});

it('Keywords of several seals, and the words under them, are read from one view of an OFD', async () => {
  const world = await makeMiniWorld(await loadSmEngine());
  const seal = await makeSeal(world.maker, sealContent(world.first));
  const read: string[] = [];
  const note = <T>(source: FileSource, answer: T): T => {
    read.push(`${pathOf(source)} ${readFileSync(pathOf(source), 'latin1').slice(0, 5)}`);
    return answer;
  };
  const files = { files: nodeFiles, withPrivatePath, turn: () => Promise.resolve() };
  const noFonts = { regular: new Uint8Array(), bold: new Uint8Array() };
  const ports = {
    ...files,
    readFonts: () => noFonts,
    installedFonts: null,
    clock: { now: () => new Date() },
  };
  const pageText = textOfAnyFormat(
    {
      find: (source, questions) => note(source, noPageText.find(source, questions)),
      wordsIn: (source) => note(source, Promise.resolve(success([]))),
    },
    ports,
  );
  const seals = ['甲方', '乙方'].map((text) => ({ target: keyword(text), seal }));
  expect(await planSeals(ofd, seals, true, { ...ports, pageText })).toHaveLength(2);
  expect(read.length).toBeGreaterThan(2);
  expect(new Set(read)).toEqual(new Set([read[0]]));
  expect(read[0]).toMatch(/view\.pdf %PDF-$/);
});
