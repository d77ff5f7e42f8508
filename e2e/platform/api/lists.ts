import type { Statement } from '../../../electron/core/platform/signed-statement.ts';
import { EventStream } from '../lists/event-stream.ts';
import { makeOfflineBundle, type PublishedLists } from '../lists/offline-bundle.ts';
import { statusPage } from '../lists/seal-status.ts';
import { type RevocationLists, LIST_IDS, type ListId } from '../lists/revocation-lists.ts';
import { enterpriseStatus } from '../services/enterprise-status.ts';
import { sealEvidence } from '../services/seal-evidence.ts';
import { useState } from '../services/use-state.ts';
import type { PlatformContext } from '../platform-context.ts';
import { json, octets, type Answer, type Call, type Operations, rangeOf } from './call.ts';
import { Problem } from '../problem.ts';
import { contractVersion } from './contract.ts';
import { say } from '../language.ts';

const LARGEST_PAGE = 10_000;
const ZIP_TYPE = 'application/zip';
const CRL_TYPE = 'application/pkix-crl';

/** The public operations. */
export function listOperations(context: PlatformContext, published: PublishedLists): Operations {
  const { signerLists, trustLists, policies, lists } = published;
  const events = new EventStream(context);
  return {
    describePlatform: () =>
      json({
        id: context.id,
        name: context.name,
        profile: context.profileId,
        time: context.clock.now().toISOString(),
        contract: contractVersion(),
        capabilities: context.capabilities,
        limits: context.limits,
      }),
    readSigners: async (call) => tagged(call, await signerLists.present()),
    readTrustList: async (call) => tagged(call, await trustLists.present()),
    readPolicy: async (call) => tagged(call, await policies.present()),
    indexRevocationLists: async () => json({ lists: await lists.index() }),
    readRevocationList: (call) => readList(call, lists),
    readDeltaRevocationList: (call) => readDelta(call, lists),
    readUseState: async ({ path, query }) =>
      json(
        await useState(context, lists, {
          esId: path['esId'] ?? '',
          certificate: String(query['certificate']),
          after: Number(query['after']),
          nonce: String(query['nonce']),
        }),
      ),
    followEvents: ({ headers }) => {
      const last = headers['last-event-id'];
      return { status: 200, stream: (write) => events.listen(typeof last === 'string' ? last : '', write) };
    },
    readOfflineBundle: async ({ query }) =>
      octets(await makeOfflineBundle(context, published, Number(query['after'] ?? 0)), ZIP_TYPE),
    readEnterpriseStatus: async ({ path, query }) =>
      json(await enterpriseStatus(context, path['esId'] ?? '', String(query['nonce']))),
    readSealEvidence: async ({ path, query }) =>
      json(
        await sealEvidence(context, lists, {
          esId: path['esId'] ?? '',
          certificate: String(query['certificate']),
          documentSm3: String(query['documentSm3']),
          nonce: String(query['nonce']),
        }),
      ),
    readSealStatus: async ({ query }) =>
      json(await statusPage(context, Number(query['after']), Number(query['limit'] ?? LARGEST_PAGE))),
  };
}

/** Tags a statement with its signature, which changes with every version. */
function tagged({ headers }: Call, statement: Statement): Answer {
  const etag = `"${statement.signature.slice(0, 32)}"`;
  if (headers['if-none-match'] === etag) return { status: 304, headers: { ETag: etag }, empty: true };
  return { status: 200, headers: { ETag: etag }, json: statement };
}

function listId({ path }: Call): ListId {
  const id = LIST_IDS.find((each) => each === path['listId']);
  if (id === undefined)
    throw new Problem('not-found', say('没有这个撤销列表', 'There is no such revocation list'));
  return id;
}

async function readList(call: Call, lists: RevocationLists): Promise<Answer> {
  const { der, number, sm3 } = await lists.present(listId(call));
  const etag = `"${number}-${sm3.slice(0, 16)}"`;
  const { headers } = call;
  if (headers['if-none-match'] === etag) return { status: 304, headers: { ETag: etag }, empty: true };
  const isSame = headers['if-range'] === undefined || headers['if-range'] === etag;
  const range = isSame ? rangeOf(headers['range'], der.length) : null;
  const common = { ETag: etag, 'Accept-Ranges': 'bytes' };
  if (range === null) return { status: 200, headers: common, octets: der, type: CRL_TYPE };
  const [start, end] = range;
  return {
    status: 206,
    headers: { ...common, 'Content-Range': `bytes ${start}-${end}/${der.length}` },
    octets: der.subarray(start, end + 1),
    type: CRL_TYPE,
  };
}

async function readDelta(call: Call, lists: RevocationLists): Promise<Answer> {
  const delta = await lists.delta(listId(call), Number(call.query['base']));
  if (delta === null)
    throw new Problem(
      'not-found',
      say(
        '没有这个编号的完整列表，请取完整列表',
        'There is no full list of this number; fetch the full list',
      ),
    );
  return { status: 200, octets: delta, type: CRL_TYPE };
}
