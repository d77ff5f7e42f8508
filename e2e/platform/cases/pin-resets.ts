import { describe, expect, it } from 'vitest';

import { toHex, utf8Bytes, utf8Text } from '../../../electron/core/bytes/encodings.ts';
import {
  decodeCipher,
  encodeCipher,
  decryptMessage,
  encryptMessage,
} from '../../../electron/core/sm/sm2-encryption.ts';
import { HOLDER } from '../../../electron/services/demo-world/companies.ts';
import { generateSoftwareKey } from '../../../electron/services/demo-world/authorities.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { base64Of, octetsOf } from '../platform-context.ts';
import { once, PERSON, randomOctets, type ContractWorld } from './contract-world.ts';

const PAPER = utf8Bytes('%PDF-1.7\n% a scan\n');

export function pinResetsCases(world: ContractWorld): void {
  describe('A PIN reset', () => {
    const tokenSerial = () => world.demo.companies[0]?.tokenSerial ?? '';
    const begin = async (role: 'keeper' | 'agent' = 'keeper', serial = tokenSerial()) => {
      const answer = await world.client.call('requestPinReset', {
        headers: once(),
        json: {
          tokenSerial: serial,
          esId: null,
          sealName: null,
          holderName: HOLDER.name,
          holderCode: HOLDER.taxNumber,
          applicant: { ...PERSON, role },
          purpose: 'reset',
          reason: '口令输错锁定',
        },
      });
      if (answer.status !== 201) return { answer, path: { number: '' }, headers: {} };
      const { application, secret } = answer.json<{
        application: PlatformSchema<'PinReset'>;
        secret: string;
      }>();
      return { answer, path: { number: application.number }, headers: { 'application-secret': secret } };
    };
    type Begun = Awaited<ReturnType<typeof begin>>;
    const send = (kind: string, { path, headers }: Begun, bytes = PAPER, type = 'application/pdf') =>
      world.client.call('sendPinResetPaper', {
        path: { ...path, paperId: kind },
        query: { kind },
        headers,
        octets: { type, bytes },
      });

    it('accepts only papers that are PDF files within the size limit', async () => {
      const begun = await begin('agent');
      const text = await send('identity', begun, utf8Bytes('not a PDF'));
      const wrongType = await send('identity', begun, PAPER, 'text/plain');
      const huge = await send('identity', begun, Buffer.concat([PAPER, Buffer.alloc(10_485_760)]));
      expect([text.status, wrongType.status, huge.status]).toEqual([415, 415, 413]);
      const missing = async () =>
        (await world.client.call('submitPinReset', begun)).json<PlatformSchema<'Problem'>>().detail;
      expect(await missing()).toContain('身份证件');
      await send('identity', begun);
      expect(await missing()).toContain('授权书');
      const withdrawn = await world.client.call('withdrawPinReset', begun);
      expect(withdrawn.json()).toMatchObject({ state: 'withdrawn', papers: [] });
      expect((await begin('keeper', 'UNKNOWN')).answer.status).toBe(404);
    });

    it('gives the SO PIN to the client only, and ends with a new one', async () => {
      const begun = await begin();
      const listed = await send('identity', begun);
      expect(listed.json()).toMatchObject({
        papers: [{ kind: 'identity', sm3: toHex(world.engine.sm3(PAPER)) }],
      });
      await world.client.call('submitPinReset', begun);
      const key = generateSoftwareKey(world.engine, randomOctets);
      const fetchCredential = (pendingSoPin?: string) =>
        world.client.call('fetchUnblockCredential', {
          ...begun,
          json: {
            recipientKey: base64Of(key.publicKey),
            ...(pendingSoPin === undefined ? {} : { pendingSoPin }),
          },
        });
      expect((await fetchCredential()).status).toBe(409);
      await world.operator.approve(begun.path.number);
      expect((await world.client.call('readPinReset', begun)).json()).toMatchObject({ state: 'approved' });

      type Credential = PlatformSchema<'UnblockCredential'>;
      const first = world.opened<Credential>('unblock-credential', (await fetchCredential()).json());
      expect(soPinIn(first.encryptedSoPin, key.privateKey)).toBe(world.demo.companies[0]?.soPin);
      const escrowed = base64Of(
        encodeCipher(
          encryptMessage(world.engine, utf8Bytes('NEWSOPIN2026'), octetsOf(first.escrowKey), randomOctets),
        ),
      );
      const second = world.opened<Credential>('unblock-credential', (await fetchCredential(escrowed)).json());
      expect(soPinIn(second.pendingSoPin ?? '', key.privateKey)).toBe('NEWSOPIN2026');

      const complete = (credentialId: string) =>
        world.client.call('completePinReset', {
          ...begun,
          headers: { ...begun.headers, ...once() },
          json: { tokenSerial: tokenSerial(), credentialId, encryptedSoPin: escrowed },
        });
      expect((await complete('UC-0000')).status).toBe(409);
      expect((await complete(second.credentialId)).json()).toMatchObject({ state: 'done' });
    });

    const soPinIn = (der: string, privateKey: Uint8Array) =>
      utf8Text(decryptMessage(world.engine, decodeCipher(octetsOf(der)), privateKey) ?? new Uint8Array());
  });
}
