import { describe, expect, it } from 'vitest';
import { memorySource } from '../../bytes/byte-source.ts';
import { toHex, utf8Bytes } from '../../bytes/encodings.ts';
import { loadSmEngine } from '../../sm/load-engine.ts';
import { encodeSignature } from '../../sm/signature-encoding.ts';
import { makeTimeStampAuthority, makeTimeStampToken } from '../../verification/fixtures/mini-time-stamp.ts';
import { cmsMessage, sm2Party } from '../../verification/fixtures/standard-party.ts';
import { CMS_OID, SM_OID } from '../../asn1/identifiers.ts';
import { makeMiniWorld, sealContent } from '../../verification/fixtures/mini-world.ts';
import { documentXml, miniOfd, ofdXml, pageXml } from '../fixtures/mini-ofd.ts';
import { changedOfd, sealOfd, sealPlace, straddlePlaces, verifySealedOfd } from '../fixtures/seal-ofd.ts';
import { openContainer } from '../container/open-container.ts';

const engine = await loadSmEngine();
const world = await makeMiniWorld(engine);
const { first, second } = world;
const plain = miniOfd();
const threePages = miniOfd({
  'Doc_0/Document.xml': documentXml({ pages: 3 }),
  'Doc_0/Pages/Page_1/Content.xml': pageXml(),
  'Doc_0/Pages/Page_2/Content.xml': pageXml(),
});
const sealed = await sealOfd(world, plain, { signer: first });

const onlyOf = async (bytes: Uint8Array, changes = {}) => {
  const { signatures } = await verifySealedOfd(world, bytes, changes);
  const [report, ...others] = signatures;
  if (report === undefined || others.length > 0) throw new Error('one signature expected');
  return report;
};
const summaryOf = async (bytes: Uint8Array, changes = {}) => {
  const { verdict, signatures } = await verifySealedOfd(world, bytes, changes);
  return [verdict, ...signatures.map((each) => [each.verdict, ...each.reasons])];
};

describe('a sealed OFD', () => {
  it('is valid, and its report names signer, seal, place and every check', async () => {
    const report = await onlyOf(sealed);
    expect(report).toMatchObject({
      ...{ field: 'Doc_0/Signs/Sign_0/Signature.xml', format: 'ses-v4', verdict: 'valid', reasons: [] },
      signer: { subject: 'CN=样例甲方,C=CN' },
      seal: { esId: 'SAMPLE0001', name: '样例公章' },
      signedAt: '2026-06-01T00:00:00.000Z',
      place: { page: 0, xMm: 60, yMm: 60, widthMm: 40, heightMm: 40 },
      ...{ coveredBytes: null, coversWholeFile: false },
    });
    expect(Object.entries(report.checks).map(([name, { code }]) => `${name} ${code}`)).toEqual([
      'integrity OK',
      'signature OK',
      'seal OK',
      'status NOT_CHECKED',
      'certificate OK',
      'revocation OK',
      'time TIME_CLAIMED_ONLY',
      'modification OK',
      'coverage OFD_COVERS_PARTS',
      'appearance OK',
      'register NOT_CHECKED',
    ]);
  });

  it('stays valid under the seal of another party, also of a third', async () => {
    const twice = await sealOfd(world, sealed, { signer: second, places: [sealPlace(0, 120)] });
    const [kept, added] = [['valid', 'SEALED_AGAIN_SINCE'], ['valid']];
    expect(await summaryOf(twice)).toEqual(['valid', kept, added]);
    const thrice = await sealOfd(world, twice, { signer: first, places: [sealPlace(0, 20)] });
    expect(await summaryOf(thrice)).toEqual(['valid', kept, kept, added]);
  });

  it('shows one seal across the edges of its pages', async () => {
    const straddled = await sealOfd(world, threePages, { signer: first, places: straddlePlaces(3) });
    const { verdict, checks } = await onlyOf(straddled);
    expect([verdict, checks.appearance]).toMatchObject([
      'valid',
      { code: 'APPEARANCE_IN_PLACES', facts: { shownPlaces: 3, shownPages: '1-3' } },
    ]);
    const broken = await sealOfd(world, threePages, { signer: first, places: straddlePlaces(3).slice(1) });
    expect((await onlyOf(broken)).reasons).toEqual(['APPEARANCE_PLACES_INCONSISTENT']);
  });

  it('takes no seal once it is locked, and covers all of the file', async () => {
    const locked = await sealOfd(world, sealed, { signer: second, locks: true });
    const { signatures } = await verifySealedOfd(world, locked);
    expect(signatures.map(({ verdict, checks }) => [verdict, checks.coverage.code])).toEqual([
      ['valid', 'OFD_COVERS_PARTS'],
      ['valid', 'COVERS_WHOLE_FILE'],
    ]);
    await expect(sealOfd(world, locked, { signer: first })).rejects.toMatchObject({ code: 'OFD_LOCKED' });
  });

  it('says which files nobody has signed', async () => {
    const noted = changedOfd(sealed, [{ name: 'note.txt', content: utf8Bytes('later') }]);
    const { verdict, checks } = await onlyOf(noted);
    expect([verdict, checks.coverage]).toEqual([
      'valid',
      { result: 'pass', code: 'OFD_EXTRAS_NOT_COVERED', facts: { coveredParts: 3, openParts: 'note.txt' } },
    ]);
  });

  it('says if nobody has signed the data that programs keep in its entry', async () => {
    const data =
      '<ofd:CustomDatas><ofd:CustomData Name="n">1</ofd:CustomData></ofd:CustomDatas></ofd:DocInfo>';
    const invoice = miniOfd({ 'OFD.xml': ofdXml().replace('</ofd:DocInfo>', data) });
    const coverageOf = async (locks: boolean) =>
      (await onlyOf(await sealOfd(world, invoice, { signer: first, locks }))).checks.coverage;
    expect(await coverageOf(false)).toMatchObject({
      code: 'OFD_EXTRAS_NOT_COVERED',
      facts: { openParts: 'OFD.xml' },
    });
    expect((await coverageOf(true)).code).toBe('COVERS_WHOLE_FILE');
  });

  it('is proven by a time stamp over its value', async () => {
    const authority = await makeTimeStampAuthority(engine, world.issuing);
    const timeStamp = (over: Uint8Array) =>
      makeTimeStampToken(engine, { authority, issuer: world.issuing, over });
    const stamped = await sealOfd(world, plain, { signer: first, timeStamp });
    expect((await onlyOf(stamped)).checks.time.code).toBe('TIME_PROVEN');
  });

  it('is looked up by the SM3 of the file, in the register and at the platform', async () => {
    const sm3 = toHex(engine.sm3(sealed));
    const registerMarks = (asked: string) =>
      Promise.resolve(asked === sm3 ? [{ kind: 'voided', at: '2026-06-03T00:00:00Z', reason: null }] : []);
    const existedBy = (asked: string) =>
      Promise.resolve(asked === sm3 ? new Date('2026-06-02T00:00:00Z') : null);
    const { reasons, checks } = await onlyOf(sealed, { registerMarks, existedBy });
    expect([reasons, checks.time.code]).toEqual([['VOIDED_HERE'], 'TIME_COUNTERSIGNED']);
  });

  it('is invalid if its seal does not name the signer', async () => {
    const content = sealContent(second);
    const wrong = await sealOfd(world, plain, { signer: first, content });
    expect((await onlyOf(wrong)).reasons).toEqual(['SEAL_CERTIFICATE_MISMATCH']);
  });
});

describe('a signature without a seal', () => {
  const signs = (xml: string) =>
    xml.replace(/<ofd:StampAnnot[^>]*>\n/, '').replace(/<ofd:Seal>.*<\/ofd:Seal>\n/, '');
  const bare = (encode: (value: Uint8Array) => Uint8Array) => async (bytes: Uint8Array) =>
    encode(await first.sign(bytes));

  it.each([
    ['64 bytes', (value: Uint8Array) => value],
    ['DER', encodeSignature],
  ])('may be a bare value in %s, whose certificate is found by trial', async (_form, encode) => {
    const signed = await sealOfd(world, plain, { signer: first, signs, value: bare(encode) });
    const withCertificate = changedOfd(signed, [
      { name: 'Doc_0/Signs/Sign_0/signer.cer', content: first.certificate },
    ]);
    const { verdict, format, signer, checks } = await onlyOf(withCertificate);
    expect([verdict, format, signer?.subject, checks.signature.code]).toEqual([
      'valid',
      'bare',
      'CN=样例甲方,C=CN',
      'OK',
    ]);
  });

  it.each([
    ['with object identifiers of GM/T 0010', { isGm: true }],
    ['without attributes', { isGm: true, withoutAttributes: true }],
    ['around the hash', { isGm: true, holdsHash: true }],
    ['whose attributes call its data by the other name', { namedType: SM_OID.gmData }],
  ])('may be a message %s', async (_layout, layout) => {
    const signer = sm2Party(engine, first, world.issuing);
    const value = (bytes: Uint8Array) =>
      Promise.resolve(cmsMessage(bytes, engine.sm3(bytes), { signer, ...layout }));
    const signed = await sealOfd(world, plain, { signer: first, signs, value });
    const { verdict, format, checks } = await onlyOf(signed);
    expect([verdict, format, checks.seal.code]).toEqual(['valid', 'cms', 'NO_SEAL']);
    const other = await sealOfd(world, plain, {
      signer: first,
      signs,
      value: () => value(new Uint8Array(3)),
    });
    expect((await onlyOf(other)).reasons[0]).toBe('HASH_FAILURE');
  });

  it('is invalid if its message signs another kind of content', async () => {
    const plan = { signer: sm2Party(engine, first, world.issuing), namedType: CMS_OID.timeStampInfo };
    const value = (bytes: Uint8Array) => Promise.resolve(cmsMessage(bytes, engine.sm3(bytes), plan));
    const signed = await sealOfd(world, plain, { signer: first, signs, value });
    expect((await onlyOf(signed)).reasons[0]).toBe('FORMAT_FAILURE');
  });

  it('is open while no certificate fits its bare value', async () => {
    const signed = await sealOfd(world, plain, { signer: first, signs, value: bare(encodeSignature) });
    const { verdict, reasons } = await onlyOf(signed);
    expect([verdict, reasons[0]]).toEqual(['indeterminate', 'NO_SIGNING_CERTIFICATE_FOUND']);
  });
});

describe('an OFD', () => {
  it('is unsigned without signatures, and with an empty list', async () => {
    expect(await verifySealedOfd(world, plain)).toEqual({ verdict: 'unsigned', signatures: [] });
    const list =
      '<ofd:Signatures xmlns:ofd="http://www.ofdspec.org/2016"><ofd:MaxSignId>0</ofd:MaxSignId></ofd:Signatures>';
    const empty = miniOfd({
      'OFD.xml': ofdXml('<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>'),
      'Doc_0/Signs/Signatures.xml': list,
    });
    expect(await verifySealedOfd(world, empty)).toEqual({ verdict: 'unsigned', signatures: [] });
    expect(await summaryOf(await sealOfd(world, empty, { signer: first }))).toEqual(['valid', ['valid']]);
  });

  it('is invalid if it names a list of signatures that is missing', async () => {
    const missing = miniOfd({
      'OFD.xml': ofdXml('<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>'),
    });
    expect(await summaryOf(missing)).toEqual(['invalid', ['invalid', 'FORMAT_FAILURE']]);
  });

  it('that cannot be opened is an error, and invalid if it names a signature', async () => {
    expect(await verifySealedOfd(world, plain.subarray(0, -1))).toMatchObject({ verdict: 'error' });
    expect(await summaryOf(sealed.subarray(0, -1))).toEqual([
      'invalid',
      ['invalid', 'OFD_STRUCTURE_DAMAGED'],
    ]);
  });

  it('keeps every former entry byte for byte when it is sealed', () => {
    const raw = (bytes: Uint8Array) =>
      new Map(
        openContainer(memorySource(bytes)).entries.map(({ name, start, end }) => [
          name,
          bytes.slice(start, end),
        ]),
      );
    const [before, after] = [raw(plain), raw(sealed)];
    for (const [name, bytes] of before) if (name !== 'OFD.xml') expect(after.get(name)).toEqual(bytes);
    expect([...after.keys()].filter((name) => !before.has(name))).toEqual([
      'Doc_0/Signs/Signatures.xml',
      'Doc_0/Signs/Sign_0/Seal.esl',
      'Doc_0/Signs/Sign_0/Signature.xml',
      'Doc_0/Signs/Sign_0/SignedValue.dat',
    ]);
  });
});
