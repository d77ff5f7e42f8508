import { encodePem } from '../../core/x509/pem.ts';
import { openTrustList } from '../../core/platform/trust-list.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import { failure, type Result, resultOf, success } from '../../shared/result.ts';
import type { SystemProxy } from './connection.ts';
import { httpsTransport } from './https-transport.ts';
import { listsApi } from './lists-api.ts';
import { fitsSettings } from './platforms-file.ts';

/** What a platform is asked with before anybody trusts it. */
export interface AskingParts {
  readonly engine: SmEngine;
  readonly now: Date;
  readonly proxy: SystemProxy;
  /** PEM of the authority behind the server's certificate, in place of those that come with Node; null for these. */
  readonly ca: string | null;
}

/**
 * Asks at an address which platform answers there: its name, its rules, and the root that has certified the signer of
 * its trust list. All of it is only what the server says of itself; a person compares the root's fingerprint before
 * anything is trusted. Fails with the codes of the transport, with PLATFORM_ANSWER_INVALID also when the list names no
 * root of its signer or another platform, and with TRUST_LIST_INVALID.
 * @param url https, as {@link platformAddress} returns it
 */
export async function askPlatform(url: string, parts: AskingParts): Promise<Result<PlatformSettings>> {
  const { engine, now, proxy, ca } = parts;
  const tls = ca === null ? {} : { tls: { ca } };
  const transport = httpsTransport({ id: '', name: '', url, profile: '', root: '', ...tls }, proxy);
  try {
    const api = listsApi(transport);
    const described = await api.describe();
    if (!described.ok) return described;
    const answer = await api.trustList(null);
    if (!answer.ok) return answer;
    const statement = answer.value?.statement;
    if (statement === undefined) return invalid('trust-list');
    const opened = await resultOf(() => openTrustList({ statement, revocationLists: [] }, engine, now));
    if (!opened.ok) return opened;
    const { root, list } = opened.value;
    const { id, name, profile } = described.value;
    if (list.platform !== id) return invalid('platform');
    if (root === null) return invalid('root');
    const entry = { id, name, url, profile, root: encodePem('CERTIFICATE', root.raw), ...tls };
    return fitsSettings(entry) ? success(entry) : invalid('description');
  } finally {
    await transport.close();
  }
}

const invalid = (reason: string): Result<never> =>
  failure({ code: 'PLATFORM_ANSWER_INVALID', details: { reason } });

/**
 * Reads an address as a person types it; without a scheme it means https. Fails with PLATFORM_ADDRESS_INVALID and
 * PLATFORM_ADDRESS_NOT_HTTPS.
 */
export function platformAddress(typed: string): Result<string> {
  const text = typed.trim();
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address)) return failure({ code: 'PLATFORM_ADDRESS_INVALID' });
  const url = new URL(address);
  if (url.protocol !== 'https:') return failure({ code: 'PLATFORM_ADDRESS_NOT_HTTPS' });
  const isPlain = [url.username, url.password, url.search, url.hash].every((part) => part === '');
  if (!isPlain) return failure({ code: 'PLATFORM_ADDRESS_INVALID' });
  return success(url.pathname === '/' ? url.origin : url.href);
}
