import { describe, expect, it } from 'vitest';
import { encryptedByQpdf, QPDF_KINDS, readByOthers } from '../../../e2e/peers/encrypted-by-qpdf.ts';
import { latin1Bytes, latin1Text, utf8Bytes } from '../bytes/encodings.ts';
import { onePage, PdfFixture } from '../pdf/fixtures/pdf-fixture.ts';
import { type AppendedObjects, appendRevision } from './fixtures/append-revision.ts';
import { makeHarness } from './fixtures/harness.ts';
import { sealPdf, type SealingPlan } from './fixtures/mini-world.ts';

const harness = await makeHarness();
const TEXT = 'The contract';
const FONT = '/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>';
const FIELD = '<</Type/Annot/Subtype/Widget/FT/Sig/T(Buyer)/Rect[50 50 150 150]/P 3 0 R/F 4>>';

/** A page with text, a form with a string and an empty field, and metadata. */
const plain = new PdfFixture()
  .objects({
    ...onePage('', '/Metadata 8 0 R/AcroForm<</Fields[6 0 R]/DA(/F1 9 Tf)>>'),
    3: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[6 0 R]${FONT}>>`,
    4: { entries: '', data: latin1Bytes(`BT /F1 24 Tf 72 700 Td (${TEXT}) Tj ET`) },
    6: FIELD,
    8: { entries: '/Type/Metadata/Subtype/XML', data: latin1Bytes('<x/>') },
  })
  .table('/Root 1 0 R/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]')
  .bytes();

const [user, owner] = ['open', 'owner'];
const password = utf8Bytes(user);
const seal = (pdf: Uint8Array, plan: Partial<SealingPlan>) =>
  sealPdf(harness, pdf, { signer: harness.first, ...plan });
/** Another standard handler, whose empty password would open it. */
const OTHER = `<</Filter/Standard/V 1/R 2/O<${'00'.repeat(32)}>/U<${'00'.repeat(32)}>/P -4>>`;
/** The reasons against a seal whose document is encrypted in another way since. */
const SWAPPED = ['invalid', 'MODIFIED_SINCE', 'DOCUMENT_ENCRYPTED', 'APPEARANCE_UNRECOGNISED'];
const AES_256 = { user, owner, options: ['256'] };

describe('an encrypted document', () => {
  it.each(QPDF_KINDS)('by %s is sealed twice as it is, and read by all', async (_name, options) => {
    for (const file of [['--object-streams=disable'], ['--object-streams=generate', '--linearize']]) {
      const encrypted = encryptedByQpdf(plain, { user, owner, options, file });
      const once = await seal(encrypted, { password });
      const twice = await seal(once, { password: utf8Bytes(owner), signer: harness.second });
      expect(latin1Text(twice).startsWith(latin1Text(once))).toBe(true);
      expect(latin1Text(once).startsWith(latin1Text(encrypted))).toBe(true);
      const { verdict, signatures } = await harness.verify(twice, { password });
      expect(signatures.map(({ verdict: each, reasons }) => [each, ...reasons])).toEqual([
        ['valid', 'SEALED_AGAIN_SINCE'],
        ['valid'],
      ]);
      expect(verdict).toBe('valid');
      expect(readByOthers(twice, user)).toEqual({ qpdf: 'clean', mupdf: TEXT, poppler: TEXT });
      // The name is in UTF-16, and with its mark in clear it would show that nobody encrypted it.
      expect(latin1Text(twice)).not.toContain('/Name <feff');
    }
  });

  it('is not judged without its password, and says which it needs', async () => {
    const encrypted = encryptedByQpdf(plain, AES_256);
    const sealed = await seal(encrypted, { password });
    for (const pdf of [encrypted, sealed]) {
      expect(await harness.verify(pdf)).toMatchObject({ error: { code: 'PDF_PASSWORD_NEEDED' } });
      const wrong = { password: utf8Bytes('open ') };
      expect(await harness.verify(pdf, wrong)).toMatchObject({ error: { code: 'PDF_PASSWORD_WRONG' } });
    }
    await expect(seal(encrypted, {})).rejects.toMatchObject({ code: 'PDF_PASSWORD_NEEDED' });
  });

  it.each([
    ['40', '--modify=n', '--annotate=n'],
    ['128', '--use-aes=y', '--modify=none'],
    ['256', '--modify=assembly'],
  ])('that forbids seals (%s) needs the password of its owner', async (...options) => {
    const encrypted = encryptedByQpdf(plain, { user: '', owner, options });
    await expect(seal(encrypted, {})).rejects.toMatchObject({ code: 'PDF_PERMISSION_DENIED' });
    const guess = { password: utf8Bytes('guess') };
    await expect(seal(encrypted, guess)).rejects.toMatchObject({ code: 'PDF_PASSWORD_WRONG' });
    const sealed = await seal(encrypted, { password: utf8Bytes(owner) });
    // Nobody needs a password to verify what opens with the empty one.
    expect(await harness.summary(sealed)).toEqual(['valid']);
  });

  it('that allows to fill in forms takes a seal in a field that waits, and no other', async () => {
    const encrypted = encryptedByQpdf(plain, { user: '', owner, options: ['256', '--modify=form'] });
    await expect(seal(encrypted, {})).rejects.toMatchObject({ code: 'PDF_PERMISSION_DENIED' });
    const sealed = await seal(encrypted, { target: { kind: 'field', name: 'Buyer' } });
    expect(await harness.summary(sealed)).toEqual(['valid']);
  });

  it.each([
    ['打开密码', ['256']],
    ['Ⅷ½ﬁ', ['256']],
    ['pässwörd', ['128', '--use-aes=y']],
    ['打开', ['128', '--use-aes=n']],
  ])('opens by the password %s', async (text, options) => {
    const encrypted = encryptedByQpdf(plain, { user: text, owner, options });
    const sealed = await seal(encrypted, { password: utf8Bytes(text) });
    expect(await harness.summary(sealed, { password: utf8Bytes(text) })).toEqual(['valid']);
  });
});

describe('the encryption of a sealed document', () => {
  const sealed = seal(encryptedByQpdf(plain, { ...AES_256, user: '' }), {});
  const named = async () => /\/Encrypt (\d+) 0 R/.exec(latin1Text(await sealed))?.[1] ?? '';

  it.each([
    ['dropped', (): AppendedObjects => ({}), ''],
    ['swapped for another', (): AppendedObjects => ({ 90: OTHER }), '/Encrypt 90 0 R'],
    ['written anew', (number: string): AppendedObjects => ({ [number]: OTHER }), '/Encrypt # 0 R'],
    ['written into the trailer', (): AppendedObjects => ({}), `/Encrypt${OTHER}`],
  ])(
    '%s by a later revision makes the seal invalid, and no other seal is taken',
    async (_name, objects, trailer) => {
      const number = await named();
      const pdf = appendRevision(await sealed, objects(number), trailer.replace('#', number));
      expect(await harness.summary(pdf)).toEqual(SWAPPED);
      await expect(seal(pdf, {})).rejects.toMatchObject({ code: 'PDF_ENCRYPTION_CHANGED' });
    },
  );

  it('that a later revision brings makes a seal in clear invalid', async () => {
    const pdf = appendRevision(await seal(plain, {}), { 90: OTHER }, '/Encrypt 90 0 R');
    expect(await harness.summary(pdf)).toEqual(SWAPPED);
  });

  it('kept, with a first half of /ID of its own, changes the key of AES-128 and makes the seal invalid', async () => {
    const aes128 = await seal(encryptedByQpdf(plain, { ...AES_256, user: '', options: ['128'] }), {});
    const number = /\/Encrypt (\d+) 0 R/.exec(latin1Text(aes128))?.[1] ?? '';
    const pdf = appendRevision(aes128, {}, `/Encrypt ${number} 0 R/ID[<00><00>]`);
    expect(await harness.summary(pdf)).toEqual(SWAPPED);
  });
});
