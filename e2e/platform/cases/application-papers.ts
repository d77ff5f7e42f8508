import { zipSync } from 'fflate';
import { PDFDocument } from 'pdf-lib';
import { describe, expect, it } from 'vitest';

import { concatBytes } from '../../../electron/core/bytes/byte-arrays.ts';
import { utf8Bytes } from '../../../electron/core/bytes/encodings.ts';
import { onePagePdf } from '../../../electron/core/pdf/fixtures/pdf-fixture.ts';
import { decodeSeal } from '../../../electron/core/seal/seal.ts';
import { listsCertificate } from '../../../electron/core/seal/verify-seal.ts';
import { HOLDER } from '../../../electron/services/demo-world/companies.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { base64Of, octetsOf } from '../platform-context.ts';
import { once, PERSON, type ContractWorld } from './contract-world.ts';

type Application = PlatformSchema<'SealApplication'>;
type FirstSeal = PlatformSchema<'FirstSealRequest'>;

/** First seals, and the papers of applications. */
export function applicationPaperCases(world: ContractWorld): void {
  const begin = async (changes: Partial<FirstSeal> = {}) =>
    world.client.call('applyForFirstSeal', {
      headers: once(),
      json: {
        ...{ sealKind: '合同专用章', sealName: `${HOLDER.name}合同专用章`, tokenSerial: 'T-1' },
        ...{ holderName: HOLDER.name, holderCode: HOLDER.taxNumber },
        representative: HOLDER.legalRepresentative,
        applicant: { ...PERSON, role: 'agent' },
        certificateRequest: base64Of(await world.holder.request()),
        ...changes,
      },
    });
  const keyOf = ({ number, secret }: Application) => ({
    path: { number },
    headers: { 'application-secret': secret ?? '' },
  });
  type Key = ReturnType<typeof keyOf>;
  const send = (kind: string, { path, headers }: Key, bytes: Uint8Array = onePagePdf()) =>
    world.client.call('sendApplicationPaper', {
      path: { ...path, paperId: kind },
      query: { kind },
      headers,
      octets: { type: 'application/pdf', bytes },
    });
  const typeOf = (answer: { json<T>(): T }) => answer.json<{ type: string }>().type.split(':').at(-1);

  describe('A first seal', () => {
    it('is applied for by an enterprise as it is registered, with a key in hand', async () => {
      const wrong = [
        { holderName: '没有这家公司' },
        { holderCode: '914403000000000026' },
        { representative: '张三' },
      ];
      for (const changes of wrong) expect(typeOf(await begin(changes))).toBe('enterprise-unknown');
      expect((await begin({ certificateRequest: 'AAAA' })).status).toBe(400);
      expect((await begin({ holderCode: '1' })).status).toBe(400);
    });

    it('is made once the papers are there and an officer has approved it', async () => {
      const begun = (await begin()).json<Application>();
      expect(begun).toMatchObject({ kind: 'issue', esId: null, state: 'draft', papers: [] });
      expect(begun.demanded).toEqual(['businessLicence', 'identity', 'authorisation']);
      const key = keyOf(begun);
      await send('identity', key);
      const short = await world.client.call('submitSealApplication', key);
      expect([typeOf(short), short.json<{ detail: string }>().detail]).toEqual([
        'papers-missing',
        '缺少营业执照、授权书',
      ]);
      await send('businessLicence', key);
      await send('authorisation', key);
      const submitted = await world.client.call('submitSealApplication', key);
      expect(submitted.json()).toMatchObject({ state: 'underReview' });
      expect((await send('other', key)).status).toBe(409);
      await world.operator.approve(begun.number);
      const made = (await world.client.call('readSealApplication', key)).json<Application>();
      const certificate = octetsOf(made.certificate ?? '');
      const { property } = decodeSeal(octetsOf(made.seal ?? ''));
      expect(listsCertificate(world.engine, property.certificateList, certificate)).toBe(true);
      expect(property.name).toBe(`${HOLDER.name}合同专用章`);
    });

    it('is withdrawn with its papers, before an officer has decided', async () => {
      const key = keyOf((await begin()).json<Application>());
      await send('identity', key);
      const withdrawn = await world.client.call('withdrawSealApplication', key);
      expect(withdrawn.json()).toMatchObject({ state: 'withdrawn', papers: [] });
      expect((await world.client.call('withdrawSealApplication', key)).status).toBe(409);
    });
  });

  describe('A paper of an application', () => {
    it('is refused if it is too large, no PDF, or holds macros or scripts', async () => {
      const key = keyOf((await begin()).json<Application>());
      const scripted = await PDFDocument.create();
      scripted.addPage();
      scripted.addJavaScript('main', 'app.alert("x")');
      const papers = [
        Buffer.concat([onePagePdf(), Buffer.alloc(10_485_760)]),
        utf8Bytes('no PDF at all'),
        Buffer.from('PK\u0003\u0004 word/vbaProject.bin', 'latin1'),
        await scripted.save(),
        concatBytes(onePagePdf(), zipSync({ 'word/document.xml': utf8Bytes('<a/>') })),
      ];
      const types: unknown[] = [];
      for (const bytes of papers) types.push(typeOf(await send('identity', key, new Uint8Array(bytes))));
      expect(types).toEqual(['too-large', 'wrong-media-type', ...Array<string>(3).fill('active-content')]);
    });

    it('that is a written application is refused without a seal of the holder (宿迁 第二十三条)', async () => {
      await world.operator.namePolicy('suqian');
      const { esId } = world.sealOf('财务专用章');
      const json = {
        esId,
        reason: 'dissolved',
        reasonText: null,
        applicant: PERSON,
        certificateRequest: null,
      };
      const headers = { ...world.bearer, ...once() };
      const begun = await world.client.call('applyForCancellation', { headers, json });
      await world.operator.namePolicy('guangxi');
      const key = keyOf(begun.json<Application>());
      expect(begun.json()).toMatchObject({ state: 'draft', demanded: ['writtenApplication', 'identity'] });
      const refused = await send('writtenApplication', key);
      expect([refused.status, typeOf(refused)]).toEqual([422, 'not-sealed-by-holder']);
      const read = await world.client.call('readSealApplication', key);
      expect(read.json()).toMatchObject({ papers: [] });
    });
  });
}
