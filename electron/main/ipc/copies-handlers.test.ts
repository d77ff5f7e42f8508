import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SHIPPED_PROFILES } from '../../core/policy/policies.ts';
import type { BegunCopy, CopyKind } from '../../shared/model/document-copy.ts';
import type { RegisterEntry } from '../../shared/model/register.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { OpenDocuments } from '../documents/open-documents.ts';
import { copiesHandlers } from './copies-handlers.ts';

const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1);
const sm3 = 'ab'.repeat(32);

let folder: string;
let kept: RegisterEntry[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sealdesk-copies-'));
  kept = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

/** @param printed what becomes of the print dialog */
function handlers(printed: Result<boolean> = success(true)) {
  const file = { path: '/a/合同.pdf', descriptor: 0, size: 1, modifiedAtMs: 0, permissions: 0o600 };
  const documents = {
    work: (_id: string, work: (document: { readonly file: typeof file }) => unknown) => work({ file }),
  };
  return copiesHandlers({
    // The one method that copies use.
    documents: documents as unknown as OpenDocuments,
    engine: { hash: () => Promise.resolve(success(sm3)) },
    dialogs: {
      chooseExportPath: (name) => Promise.resolve(join(folder, name)),
      printPage: () => Promise.resolve(printed),
      pagePdf: () => Promise.resolve(success(Uint8Array.of(0x25))),
    },
    recorder: {
      clock: { now: () => new Date('2026-11-29T02:00:00Z') },
      keep: (entry) => Promise.resolve(void kept.push(entry)),
    },
    profiles: () => Promise.resolve(SHIPPED_PROFILES.filter(({ id }) => id === 'guangxi')),
    language: () => 'zh-CN',
    person: '张三',
  });
}

async function begun(made: ReturnType<typeof handlers>, kind: CopyKind): Promise<BegunCopy> {
  const result = await made.begin({ id: 'a', kind, pages: 2 });
  if (!result.ok || result.value === null) throw new Error('a copy expected');
  return result.value;
}

const written = (): readonly string[] => readdirSync(folder).sort();

describe('the copies of an open document', () => {
  it('carry the article of the rules of the bound platform on each page', async () => {
    const { notices } = await begun(handlers(), 'print');
    expect(notices).toHaveLength(2);
    for (const [standing] of notices) expect(standing).toMatch(/^依《广西.*》第四条，本页视同复印件；/);
  });

  it('as pictures are files of their own, which are there once the copy is finished', async () => {
    const made = handlers();
    const { copy } = await begun(made, 'images');
    for (const last of [1, 2]) {
      expect((await made.picture({ copy, picture: PNG.with(8, last) })).ok).toBe(true);
    }
    expect((await made.picture({ copy, picture: PNG })).ok).toBe(false);
    expect(written().filter((name) => name.endsWith('.png'))).toEqual([]);
    const finished = await made.finish({ copy });
    expect(finished).toEqual(success({ kind: 'images', pages: 2, name: '合同_复印件-1.png' }));
    expect(written()).toEqual(['合同_复印件-1.png', '合同_复印件-2.png']);
    expect(new Uint8Array(readFileSync(join(folder, '合同_复印件-2.png')))).toEqual(PNG.with(8, 2));
    expect(kept.map(({ act, result }) => [act, result])).toEqual([['convertedToImages', 'done']]);
  });

  it('take nothing but pictures, and leave nothing when they are given up', async () => {
    const made = handlers();
    const { copy } = await begun(made, 'images');
    expect((await made.picture({ copy, picture: Uint8Array.of(0x4d, 0x5a) })).ok).toBe(false);
    await made.picture({ copy, picture: PNG });
    await made.abandon({ copy });
    expect([written(), kept]).toEqual([[], []]);
    expect((await made.finish({ copy })).ok).toBe(false);
  });

  it('on paper are on record unless the dialog is closed', async () => {
    for (const printed of [success(false), success(true), failure({ code: 'COPY_NOT_PRINTED' })]) {
      const made = handlers(printed);
      await made.finish({ copy: (await begun(made, 'print')).copy });
    }
    expect(kept.map(({ act, result }) => [act, result])).toEqual([
      ['printed', 'done'],
      ['printed', 'COPY_NOT_PRINTED'],
    ]);
  });
});
