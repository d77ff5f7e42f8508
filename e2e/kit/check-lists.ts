import { randomBytes } from 'node:crypto';

import { toHex } from '../../electron/core/bytes/encodings.ts';
import { decodeCertificate } from '../../electron/core/x509/certificate.ts';
import { decodeRevocationList } from '../../electron/core/x509/revocation-list.ts';
import type { Statement, StatementType } from '../../electron/core/platform/signed-statement.ts';
import { unpackBundle } from '../../electron/services/offline-bundle/read-bundle.ts';
import type { PlatformSchema } from '../../electron/shared/platform-api/schema.ts';
import { type Check, check } from './check.ts';
import { SIGNER_CHECKS } from './check-signers.ts';
import { holds, type KitWorld } from './kit-world.ts';

const first = async (world: KitWorld): Promise<PlatformSchema<'RevocationListEntry'>> => {
  const answer = await world.done('indexRevocationLists');
  const [entry] = answer.json<{ lists: PlatformSchema<'RevocationListEntry'>[] }>().lists;
  holds(entry !== undefined, 'there is no revocation list');
  return entry;
};

/** The checks of what everybody may read. */
export const LIST_CHECKS: readonly Check[] = [
  check(
    'describePlatform',
    'It names the platform, its version of the contract and its time',
    async (world) => {
      const said = (await world.done('describePlatform')).json<PlatformSchema<'Platform'>>();
      holds(said.id === world.credentials.platform, `it calls itself ${said.id}`);
      holds(said.contract === undefined || said.contract.startsWith('1.'), `it serves ${said.contract}`);
      const differenceMs = Math.abs(Date.parse(said.time) - Date.now());
      holds(differenceMs < 300_000, `its clock differs by ${differenceMs} ms`);
    },
  ),
  ...tagged('readSigners', 'platform-signers'),
  ...SIGNER_CHECKS,
  ...tagged('readTrustList', 'seal-trust-list'),
  ...tagged('readPolicy', 'platform-policy'),
  check(
    'indexRevocationLists',
    'It names a list of each authority',
    async (world) => void (await first(world)),
  ),
  check('readRevocationList', 'The list is the one of the index, whole and in ranges', async (world) => {
    const { id, sm3, size } = await first(world);
    const path = { listId: id };
    const full = await world.done('readRevocationList', { path });
    holds(toHex(world.engine.sm3(full.bytes)) === sm3, 'its SM3 is not that of the index');
    holds(full.bytes.length === size, 'its size is not that of the index');
    decodeRevocationList(full.bytes);
    const part = await world.done('readRevocationList', { path, headers: { range: 'bytes=10-' } });
    const isPart = part.status === 206 && full.bytes.subarray(10).equals(part.bytes);
    holds(isPart || full.bytes.equals(part.bytes), 'a range is neither the part nor the whole');
  }),
  check('readDeltaRevocationList', 'It is a list, or there is none for that number (404)', async (world) => {
    const { id, number } = await first(world);
    const call = { path: { listId: id }, query: { base: number } };
    const answer = await world.client.call('readDeltaRevocationList', call);
    if (answer.status !== 404) decodeRevocationList(answer.bytes);
  }),
  check('readSealStatus', 'Events are numbered from 1 without gaps, under the signature', async (world) => {
    const page = async (query: Record<string, number>) =>
      world.opened<PlatformSchema<'StatusPage'>>(
        'seal-status',
        (await world.done('readSealStatus', { query })).json(),
      );
    const { events, platform } = await page({ after: 0, limit: 100 });
    holds(platform === world.credentials.platform, 'it is of another platform');
    holds(
      events.every(({ number }, place) => number === place + 1),
      'the numbers have gaps',
    );
    const [only] = (await page({ after: 0, limit: 1 })).events;
    holds(only === undefined || only.number === 1, 'the limit is not kept');
  }),
  check('readUseState', 'The answer is signed, about this seal, and repeats the nonce', async (world) => {
    const nonce = randomBytes(16).toString('hex');
    const { esId } = world.credentials;
    const certificate = decodeCertificate(world.certificate).serial;
    const call = { path: { esId }, query: { certificate, after: 0, nonce } };
    const state = world.opened<PlatformSchema<'UseState'>>(
      'use-state',
      (await world.done('readUseState', call)).json(),
    );
    holds(state.nonce === nonce && state.esId === esId, 'it answers another question');
    await world.refused('readUseState', { ...call, path: { esId: 'unknown' } }, 404, 'not-found');
  }),
  check('readOfflineBundle', 'One signed bundle has everything that is published', async (world) => {
    const { platform } = unpackBundle((await world.done('readOfflineBundle')).bytes);
    holds(platform === world.credentials.platform, 'it is of another platform');
  }),
  check(
    'readSealEvidence',
    'The answer is signed, about this seal and document, and repeats the nonce',
    async (world) => {
      const { esId } = world.credentials;
      const certificate = decodeCertificate(world.certificate).serial;
      const query = { certificate, documentSm3: 'ab'.repeat(32), nonce: randomBytes(16).toString('hex') };
      const answer = await world.done('readSealEvidence', { path: { esId }, query });
      const said = world.opened<PlatformSchema<'SealEvidence'>>('seal-evidence', answer.json());
      const isAnswer = said.nonce === query.nonce && said.documentSm3 === query.documentSm3;
      holds(isAnswer && said.esId === esId, 'it answers another question');
    },
  ),
  check(
    'readEnterpriseStatus',
    'The answer is signed, about this seal, and repeats the nonce',
    async (world) => {
      const nonce = randomBytes(16).toString('hex');
      const { esId } = world.credentials;
      const answer = await world.done('readEnterpriseStatus', { path: { esId }, query: { nonce } });
      const said = world.opened<PlatformSchema<'EnterpriseStatus'>>('enterprise-status', answer.json());
      holds(said.nonce === nonce && said.esId === esId, 'it answers another question');
    },
  ),
];

function tagged(operationId: string, type: StatementType): readonly Check[] {
  return [
    check(operationId, `The root of the platform has certified its signer (${type})`, async (world) => {
      const statement = (await world.done(operationId)).json<Statement>();
      const { platform } = world.opened<{ readonly platform: string }>(type, statement);
      holds(platform === world.credentials.platform, 'it is of another platform');
    }),
    check(operationId, 'It is not sent again to who has it (ETag, 304)', async (world) => {
      const { headers } = await world.done(operationId);
      const again = { headers: { 'if-none-match': String(headers['etag']) } };
      const { status } = await world.client.call(operationId, again);
      holds(status === 304, `${status} in place of 304`);
    }),
  ];
}
