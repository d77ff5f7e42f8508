import { zipSync } from 'fflate';
import { toHex, utf8Bytes } from '../../../electron/core/bytes/encodings.ts';
import type { Statement } from '../../../electron/core/platform/signed-statement.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { say } from '../language.ts';
import type { PlatformContext } from '../platform-context.ts';
import { Problem } from '../problem.ts';
import type { IssuedStatements } from './issued-statements.ts';
import { policyStatements } from './policy-statement.ts';
import { LIST_IDS, RevocationLists } from './revocation-lists.ts';
import { signerLists } from './signer-list.ts';
import { feedHead, statusPage } from './seal-status.ts';
import { stateAsPlatform } from './statements.ts';
import { trustLists } from './trust-list.ts';

/** A month and a day: bundles are made once a month. */
const GOOD_MS = 32 * 24 * 3_600_000;
const PAGE_LENGTH = 10_000;

/** The lists that a platform publishes, beside its feed. */
export interface PublishedLists {
  readonly signerLists: IssuedStatements;
  readonly trustLists: IssuedStatements;
  readonly policies: IssuedStatements;
  readonly lists: RevocationLists;
}

export const publishedLists = (context: PlatformContext): PublishedLists => ({
  signerLists: signerLists(context),
  trustLists: trustLists(context),
  policies: policyStatements(context),
  lists: new RevocationLists(context),
});

/**
 * Makes an offline bundle of what is published now.
 * @param after the last event that every receiver has
 */
export async function makeOfflineBundle(
  context: PlatformContext,
  { lists, ...published }: PublishedLists,
  after: number,
): Promise<Uint8Array> {
  if (after > feedHead(context.database))
    throw new Problem('not-found', say('没有这个编号的事件', 'There is no event of this number'));
  const isAnnounced = context.capabilities.includes('signer-list');
  const files: Record<string, Uint8Array> = {
    ...(isAnnounced ? { 'signers.json': encoded(await published.signerLists.present()) } : {}),
    'trust-list.json': encoded(await published.trustLists.present()),
    'policy.json': encoded(await published.policies.present()),
  };
  const revocationLists = await lists.index();
  for (const id of LIST_IDS) files[`revocation-lists/${id}.crl`] = (await lists.present(id)).der;
  for (let from = after; from === after || from < feedHead(context.database); from += PAGE_LENGTH) {
    files[`seal-status/${from}.json`] = encoded(await statusPage(context, from, PAGE_LENGTH));
  }
  const now = context.clock.now();
  const content: PlatformSchema<'OfflineBundle'> = {
    platform: context.id,
    issuedAt: now.toISOString(),
    nextUpdate: new Date(now.getTime() + GOOD_MS).toISOString(),
    after,
    revocationLists: [...revocationLists],
    files: Object.entries(files).map(([path, bytes]) => {
      return { path, size: bytes.length, sm3: toHex(context.engine.sm3(bytes)) };
    }),
  };
  const manifest = encoded(await stateAsPlatform(context, 'offline-bundle', content));
  return zipSync({ 'bundle.json': manifest, ...files });
}

const encoded = (statement: Statement): Uint8Array => utf8Bytes(JSON.stringify(statement));
