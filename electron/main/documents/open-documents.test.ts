import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { DocumentEngine } from '../../services/documents/document-engine.ts';
import { failure, success } from '../../shared/result.ts';
import { OpenDocuments } from './open-documents.ts';

const folder = mkdtempSync(join(tmpdir(), 'sealdesk-open-'));
afterAll(() => rmSync(folder, { recursive: true }));

const opened: OpenDocuments[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.closeAll()));
});

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

function documents(summary: DocumentEngine['summarise'] = async () => failure({ code: 'PDF_ENCRYPTED' })) {
  const made = new OpenDocuments({ summarise: summary } as DocumentEngine);
  opened.push(made);
  return made;
}

describe('OpenDocuments', () => {
  it('opens a document that can be sealed', async () => {
    const pages = [{ widthMm: 210, heightMm: 297 }];
    const result = await documents(async () =>
      success({ size: 9, pages, emptyFields: ['甲方'], signatureCount: 0 }),
    ).open(file('合同.pdf', '%PDF-1.7\n'));
    expect(result).toMatchObject({
      ok: true,
      value: {
        name: '合同.pdf',
        folder,
        size: 9,
        sealability: { possible: true, pages, emptyFields: ['甲方'] },
      },
    });
  });

  it('opens a document that cannot be sealed, with the reason', async () => {
    expect(await documents().open(file('encrypted.pdf', '%PDF-1.7\n'))).toMatchObject({
      ok: true,
      value: { sealability: { possible: false, error: { code: 'PDF_ENCRYPTED' } } },
    });
  });

  it.each([
    ['a file of another kind', () => file('picture.pdf', 'GIF89a'), 'NOT_A_PDF'],
    ['an empty file', () => file('empty.pdf', ''), 'NOT_A_PDF'],
    ['a file that is not there', () => join(folder, 'missing.pdf'), 'FILE_NOT_FOUND'],
    ['a folder', () => folder, 'FILE_UNREADABLE'],
  ])('refuses %s', async (_what, path, code) => {
    expect(await documents().open(path())).toEqual({ ok: false, error: { code } });
  });

  it('reads ranges, shorter ones at the end of the file, until the document is closed', async () => {
    const all = documents();
    const result = await all.open(file('range.pdf', '%PDF-1.7 0123456789'));
    const id = result.ok ? result.value.id : '';
    const middle = await all.read(id, 9, 4);
    const end = await all.read(id, 17, 100);
    await all.close(id);
    const text = (result: typeof middle) =>
      result.ok ? new TextDecoder().decode(result.value) : result.error.code;
    expect([text(middle), text(end), text(await all.read(id, 0, 1))]).toEqual([
      '0123',
      '89',
      'FILE_NOT_FOUND',
    ]);
  });
});
