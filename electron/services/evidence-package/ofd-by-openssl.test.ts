import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { memorySource } from '../../core/bytes/byte-source.ts';
import { documentXml, miniOfd, pageXml } from '../../core/ofd/fixtures/mini-ofd.ts';
import { changedOfd, sealOfd, type OfdSealingPlan } from '../../core/ofd/fixtures/seal-ofd.ts';
import { openContainer } from '../../core/ofd/container/open-container.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { makeMiniWorld } from '../../core/verification/fixtures/mini-world.ts';
import {
  makeTimeStampAuthority,
  makeTimeStampToken,
} from '../../core/verification/fixtures/mini-time-stamp.ts';
import { cmsMessage, sm2Party } from '../../core/verification/fixtures/standard-party.ts';
import { surprising, titled, unpackedPackage } from '../../../e2e/fixtures/documents/unpacked-package.ts';
import { DOCUMENT_PATHS } from './openssl-commands.ts';

const engine = await loadSmEngine();
const world = await makeMiniWorld(engine);
const { first, second } = world;
const PAGE = 'Doc_0/Pages/Page_0/Content.xml';
const plain = miniOfd();
const sealed = await sealOfd(world, plain, { signer: first });

describe('a person with openssl and unzip alone', () => {
  it('repeats every check of two seals by the printed commands', async () => {
    const found = await unpackedPackage(world, await sealOfd(world, sealed, { signer: second }));
    expect(found.verdict).toBe('valid');
    const referenced = titled(found, /就是 Signature\.xml 对它所列的值/);
    expect(referenced.filter(({ title }) => title.includes(PAGE))).toHaveLength(2);
    expect(referenced.every(({ command }) => command.includes("grep -qF 'FileRef="))).toBe(true);
    expect(titled(found, /Signature\.xml，其 SM3 等于签章数据中的杂凑值/)).toHaveLength(2);
    expect(titled(found, /对 tbs\.der 验签通过/)).toHaveLength(2);
    expect(titled(found, /由制章者/)).toHaveLength(2);
    expect(titled(found, /Seal\.esl 就是签章数据中的印章/)).toHaveLength(2);
    expect(found.steps.every(({ holds }) => holds)).toBe(true);
    expect(surprising(found)).toEqual([]);
  });

  it.each([
    ['a part', PAGE, [PAGE]],
    [
      'Signature.xml',
      'Doc_0/Signs/Sign_0/Signature.xml',
      ['cmp - signatures/1/Signature.xml', 'sm3 -binary'],
    ],
    ['the value', 'Doc_0/Signs/Sign_0/SignedValue.dat', ['cmp - signatures/1/value.der']],
  ])('finds that %s of the document was replaced in the package', async (_, name, broken) => {
    const found = await unpackedPackage(world, sealed);
    const container = openContainer(memorySource(sealed));
    const content = container.read(container.find(name) ?? expect.fail(name));
    const other = changedOfd(sealed, [{ name, content: content.with(30, (content[30] ?? 0) ^ 1) }]);
    const path = join(found.folder, DOCUMENT_PATHS.ofd);
    expect(readFileSync(path)).toEqual(Buffer.from(sealed));
    writeFileSync(path, other);
    const failing = surprising(found).filter((each) => !each.includes(`-r ${DOCUMENT_PATHS.ofd}`));
    expect(failing).toHaveLength(broken.length);
    expect(broken.filter((part) => !failing.some((command) => command.includes(part)))).toEqual([]);
  });

  it('repeats what is expected of a document that was changed after it was sealed', async () => {
    const changed = changedOfd(sealed, [{ name: PAGE, content: Buffer.from(pageXml(' ')) }]);
    const found = await unpackedPackage(world, changed);
    expect(found.verdict).toBe('invalid');
    expect(found.steps.filter(({ holds }) => !holds).map(({ title }) => title.includes(PAGE))).toEqual([
      true,
    ]);
    expect(surprising(found)).toEqual([]);
  });

  it('takes parts whose names say something to a shell by their place, and runs nothing that they say', async () => {
    const names = [
      "Doc_0/Pages/Page_1/$(touch ran) '; touch ran; '.xml",
      'Doc_0/Pages/Page_2/第三页 [1]*.xml',
    ];
    const listed = documentXml({ pages: 3 })
      .replace('Pages/Page_1/Content.xml', names[0]?.replace('Doc_0/', '').replaceAll("'", '&apos;') ?? '')
      .replace('Pages/Page_2/Content.xml', names[1]?.replace('Doc_0/', '') ?? '');
    const parts = Object.fromEntries(names.map((name) => [name, pageXml()]));
    const document = miniOfd({ 'Doc_0/Document.xml': listed, ...parts });
    const found = await unpackedPackage(world, await sealOfd(world, document, { signer: first }));
    expect(found.verdict).toBe('valid');
    const odd = titled(found, /Page_[12]/);
    expect(odd.map(({ command }) => /unzip|touch/.test(command))).toEqual([false, false]);
    expect(surprising(found)).toEqual([]);
    expect(() => readFileSync(join(found.folder, 'ran'))).toThrow('ENOENT');
  });

  const withoutSeal = (value: OfdSealingPlan['value']): OfdSealingPlan => ({
    signer: first,
    signs: (xml) => xml.replace(/<ofd:StampAnnot[^>]*>\n/, '').replace(/<ofd:Seal>.*<\/ofd:Seal>\n/, ''),
    ...(value === undefined ? {} : { value }),
  });
  it.each([
    [
      'a message',
      (bytes: Uint8Array) =>
        Promise.resolve(
          cmsMessage(bytes, engine.sm3(bytes), {
            signer: sm2Party(engine, first, world.issuing),
            isGm: true,
          }),
        ),
      /messageDigest/,
    ],
    ['a bare value', async (bytes: Uint8Array) => first.sign(bytes), /取出文件中的 Doc_0/],
  ])('repeats every check of %s over Signature.xml', async (_, value, words) => {
    const signed = await sealOfd(world, plain, withoutSeal(value));
    const beside = { name: 'Doc_0/Signs/Sign_0/signer.cer', content: first.certificate };
    const found = await unpackedPackage(world, changedOfd(signed, [beside]));
    expect(found.verdict).toBe('valid');
    expect(titled(found, words)).toHaveLength(1);
    expect(titled(found, /验签通过/)).toHaveLength(1);
    expect(surprising(found)).toEqual([]);
  });

  it('repeats every check of a time stamp over the value of a seal', async () => {
    const authority = await makeTimeStampAuthority(engine, world.issuing);
    const timeStamp = (over: Uint8Array) =>
      makeTimeStampToken(engine, {
        authority,
        issuer: world.issuing,
        over,
        stampedAt: '2026-06-02T00:00:00Z',
      });
    const found = await unpackedPackage(world, await sealOfd(world, plain, { signer: first, timeStamp }));
    expect(found.verdict).toBe('valid');
    expect(titled(found, /时间戳所盖的就是这个签名值/)).toHaveLength(1);
    expect(surprising(found)).toEqual([]);
  });
});
