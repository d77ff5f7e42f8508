import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { DocumentEngine } from '../../services/documents/document-engine.ts';
import { utf8Bytes } from '../../core/bytes/encodings.ts';
import { failure, success } from '../../shared/result.ts';
import { pathOf } from '../../services/ports/files.ts';
import { DocumentSnapshots } from '../../adapters/document-files/opened-document.ts';
import { FileOffers } from './file-offers.ts';
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

const copies = join(folder, 'home', 'open-documents');
const copiesLeft = (): readonly string[] => (existsSync(copies) ? readdirSync(copies) : []);

const NOTES = [{ page: 0, code: 'IMAGE_MISSING', name: 'Image_2.jb2' }] as const;

/** Draws one file that cannot be drawn whole, and refuses any other. */
const view: DocumentEngine['view'] = (source, path) => {
  if (!pathOf(source).endsWith('invoice.ofd')) return Promise.resolve(failure({ code: 'FILE_OVER_BUDGET' }));
  writeFileSync(path, '%PDF-1.7 drawn');
  return Promise.resolve(success({ pages: 1, notes: NOTES, invoice: null }));
};

const INVOICE = {
  ...{ number: '25442000000123456789', code: null, issuedOn: '2025年06月13日' },
  ...{ seller: null, buyer: null, total: null },
};

/** Finds an invoice in one file, and cannot read another. */
const invoice: DocumentEngine['invoice'] = (source) => {
  if (pathOf(source).endsWith('encrypted.pdf')) {
    return Promise.resolve(failure({ code: 'PDF_ENCRYPTION_UNSUPPORTED' }));
  }
  return Promise.resolve(success(pathOf(source).endsWith('invoice.pdf') ? INVOICE : null));
};

const SEALABLE = { pages: [], emptyFields: [], signatureCount: 0, invoice: null };

function documents(
  summarise: DocumentEngine['summarise'] = () =>
    Promise.resolve(failure({ code: 'PDF_ENCRYPTION_UNSUPPORTED' })),
  offers = new FileOffers(),
) {
  const hash = () => Promise.resolve(success(''));
  const snapshots = new DocumentSnapshots({ folder: copies, hash });
  const made = new OpenDocuments({ summarise, invoice, view }, snapshots, undefined, offers);
  opened.push(made);
  return made;
}

describe('OpenDocuments', () => {
  it('opens a document that can be sealed', async () => {
    const pages = [{ widthMm: 210, heightMm: 297 }];
    const emptyFields = [{ name: '甲方', place: null }];
    const result = await documents(() =>
      Promise.resolve(success({ pages, emptyFields, signatureCount: 0, invoice: null })),
    ).open(file('合同.pdf', '%PDF-1.7\n'));
    expect(result).toMatchObject({
      ok: true,
      value: {
        name: '合同.pdf',
        folder,
        size: 9,
        isSigned: false,
        sealability: { possible: true, pages, emptyFields },
      },
    });
  });

  it('opens a document that cannot be sealed, with the reason', async () => {
    expect(await documents().open(file('encrypted.pdf', '%PDF-1.7\n'))).toMatchObject({
      ok: true,
      value: { sealability: { possible: false, error: { code: 'PDF_ENCRYPTION_UNSUPPORTED' } } },
    });
  });

  it.each([
    ['an OFD that cannot be shown', () => file('bomb.ofd', 'PK\x03\x04OFD.xml'), 'FILE_OVER_BUDGET'],
    ['a file of no known kind', () => file('notes.pdf', 'hello'), 'NOT_A_PDF'],
    ['an empty file', () => file('empty.pdf', ''), 'NOT_A_PDF'],
    ['a file that is not there', () => join(folder, 'missing.pdf'), 'FILE_NOT_FOUND'],
    ['a folder', () => folder, 'FILE_NOT_REGULAR'],
  ])('refuses %s', async (_what, path, code) => {
    expect(await documents().open(path())).toEqual({ ok: false, error: { code } });
  });

  it.each([
    ['a picture', 'GIF89a', 'FILE_IS_PICTURE'],
    ['a Word document', 'PK\x03\x04[Content_Types].xml', 'FILE_IS_OFFICE_DOCUMENT'],
  ])('offers to convert %s', async (_what, content, code) => {
    const offers = new FileOffers();
    const path = file('contract.pdf', content);
    const refused = await documents(undefined, offers).open(path);
    const offer = refused.ok ? undefined : refused.error.details?.['offer'];
    expect(refused).toMatchObject({ ok: false, error: { code } });
    expect(offers.pathOf(String(offer))).toBe(path);
  });

  it('opens an encrypted document by its password under another id, and what is made of it by the same', async () => {
    const seen: string[] = [];
    const all = documents((source) => {
      const password = typeof source === 'object' ? source.password : undefined;
      const text = new TextDecoder().decode(password);
      seen.push(text);
      if (text === '') return Promise.resolve(failure({ code: 'PDF_PASSWORD_NEEDED' }));
      if (text !== 'secret') return Promise.resolve(failure({ code: 'PDF_PASSWORD_WRONG' }));
      return Promise.resolve(success(SEALABLE));
    });
    const locked = await all.open(file('locked.pdf', '%PDF-1.7\n'));
    const id = locked.ok ? locked.value.id : '';
    expect(await all.unlock(id, utf8Bytes('guess'))).toEqual(failure({ code: 'PDF_PASSWORD_WRONG' }));
    const given = utf8Bytes('secret');
    const unlocked = await all.unlock(id, given);
    given.fill(0);
    const opened = unlocked.ok ? unlocked.value : null;
    expect(opened).toMatchObject({ name: 'locked.pdf', sealability: { possible: true } });
    expect([opened?.unlockedBy, all.pathOf(id)]).toEqual([opened?.id, undefined]);
    const made = await all.open(file('sealed.pdf', '%PDF-1.7\n'), opened?.id);
    expect(made).toMatchObject({ value: { sealability: { possible: true }, unlockedBy: opened?.id } });
    expect(seen).toEqual(['', 'guess', 'secret', 'secret']);
    let kept: Uint8Array | undefined;
    await all.work(opened?.id ?? '', ({ file: { password } }) => {
      kept = password;
      return Promise.resolve(success(null));
    });
    await all.close(opened?.id ?? '');
    expect(kept).toEqual(new Uint8Array(6));
  });

  it('keeps the password that opened a document last, and the one before as long as work goes by it', async () => {
    const all = documents(() => Promise.resolve(success(SEALABLE)));
    const unlock = async (id: string, password: string): Promise<string> => {
      const unlocked = await all.unlock(id, utf8Bytes(password));
      return unlocked.ok ? unlocked.value.id : '';
    };
    const locked = await all.open(file('restricted.pdf', '%PDF-1.7\n'));
    const byUser = await unlock(locked.ok ? locked.value.id : '', 'user');
    const work = Promise.withResolvers<null>();
    let former: Uint8Array | undefined;
    const reading = all.work(byUser, async ({ file: { password } }) => {
      former = password;
      return success(await work.promise);
    });
    const byOwner = await unlock(byUser, 'owner');
    expect(former).toEqual(utf8Bytes('user'));
    work.resolve(null);
    await reading;
    await setImmediate();
    expect(former).toEqual(new Uint8Array(4));
    await all.work(byOwner, ({ file: { password } }) => {
      expect(password).toEqual(utf8Bytes('owner'));
      return Promise.resolve(success(null));
    });
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

  it('reads what was opened, whatever becomes of the file', async () => {
    const all = documents();
    const path = file('replaced.pdf', '%PDF-1.7 AGREED 100');
    const result = await all.open(path);
    writeFileSync(path, '%PDF-1.7 FORGED 999');
    const content = await all.read(result.ok ? result.value.id : '', 9, 10);
    expect(content.ok && new TextDecoder().decode(content.value)).toBe('AGREED 100');
  });

  it.each([
    ['invoice.pdf', INVOICE],
    ['encrypted.pdf', null],
  ])('says of %s what it says of itself as an invoice', async (name, expected) => {
    const result = await documents().open(file(name, '%PDF-1.7\n'));
    expect(result).toMatchObject({ ok: true, value: { format: 'pdf', viewNotes: [], invoice: expected } });
  });

  it('asks a document that can be sealed once, also for what it says of itself as an invoice', async () => {
    const summarised = documents(() => Promise.resolve(success({ ...SEALABLE, invoice: INVOICE })));
    const result = await summarised.open(file('encrypted.pdf', '%PDF-1.7\n'));
    expect(result).toMatchObject({ ok: true, value: { invoice: INVOICE } });
  });

  it('shows an OFD by a view, which goes when the document does, and works on the OFD itself', async () => {
    const all = documents();
    const path = file('invoice.ofd', 'PK\x03\x04OFD.xml');
    const result = await all.open(path);
    const viewNotes = NOTES;
    expect(result).toMatchObject({
      ok: true,
      value: { name: 'invoice.ofd', format: 'ofd', size: 14, viewNotes },
    });
    const id = result.ok ? result.value.id : '';
    const shown = await all.read(id, 0, 100);
    expect(shown.ok && new TextDecoder().decode(shown.value)).toBe('%PDF-1.7 drawn');
    const size = await all.work(id, ({ file: held }) => Promise.resolve(success(held.size)));
    expect(size).toEqual(success(statSync(path).size));
    expect(copiesLeft()).toHaveLength(2);
    await all.close(id);
    expect(copiesLeft()).toEqual([]);
  });

  it('removes its copies when documents close, and those of a crash when it starts', async () => {
    mkdirSync(copies, { recursive: true });
    writeFileSync(join(copies, 'left-over.pdf'), 'of a crash');
    const all = documents();
    expect(copiesLeft()).toEqual([]);
    const one = await all.open(file('one.pdf', '%PDF-1.7 one'));
    await all.open(file('two.pdf', '%PDF-1.7 two'));
    expect(copiesLeft()).toHaveLength(2);
    await all.close(one.ok ? one.value.id : '');
    expect(copiesLeft()).toHaveLength(1);
    await all.closeAll();
    expect(copiesLeft()).toEqual([]);
  });

  it('keeps a document open until the work on it has ended', async () => {
    const all = documents();
    const result = await all.open(file('busy.pdf', '%PDF-1.7 busy'));
    const id = result.ok ? result.value.id : '';
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const work = all.work(id, async ({ file: held }) => {
      await promise;
      return success(held.size);
    });
    const closed = all.close(id);
    expect(await all.read(id, 0, 1)).toMatchObject({ error: { code: 'FILE_NOT_FOUND' } });
    expect(copiesLeft()).toHaveLength(1);
    resolve(undefined);
    expect(await work).toEqual(success(13));
    await closed;
    expect(copiesLeft()).toEqual([]);
  });
});
