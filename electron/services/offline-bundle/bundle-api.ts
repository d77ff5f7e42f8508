import { CodedError } from '../../shared/errors.ts';
import { failure, type Result, resultOf } from '../../shared/result.ts';
import type { PlatformListsApi } from '../platform/published-lists.ts';
import { type CheckedBundle, SIGNERS, statementIn } from './read-bundle.ts';

const STATUS_PAGE = /^seal-status\/(0|[1-9][0-9]{0,14})\.json$/;

/** A bundle names neither the version of the contract nor what the platform offers. */
const SILENT = { contract: null, capabilities: null };

/**
 * Answers as the platform would, with the very bytes that it has put into a bundle, so that one path takes both in. A
 * bundle knows no entity tags and no delta lists.
 */
export function bundleApi({ manifest, files }: CheckedBundle): PlatformListsApi {
  const file = (path: string): Uint8Array => {
    const bytes = files.get(path);
    if (bytes !== undefined) return bytes;
    throw new CodedError('OFFLINE_BUNDLE_UNREADABLE', path, { rule: 'missing', path });
  };
  const answer = <T>(read: () => T): Promise<Result<T>> => resultOf(() => Promise.resolve(read()));
  const tagged = (path: string) => answer(() => ({ statement: statementIn(file(path)), etag: null }));
  return {
    describe: () =>
      answer(() => ({ id: manifest.platform, name: '', profile: '', time: manifest.issuedAt, ...SILENT })),
    signers: () =>
      files.has(SIGNERS) ? tagged(SIGNERS) : Promise.resolve(failure({ code: 'PLATFORM_NOT_OFFERED' })),
    trustList: () => tagged('trust-list.json'),
    policy: () => tagged('policy.json'),
    revocationLists: () => answer(() => manifest.revocationLists),
    revocationListPart: (id, { from, length }) =>
      answer(() => {
        const list = file(`revocation-lists/${id}.crl`);
        return { bytes: list.subarray(from, from + length), offset: from, total: list.length, etag: null };
      }),
    deltaList: () => answer(() => null),
    sealStatus: (after) => answer(() => statementIn(file(statusPageFor(after, manifest.after, files)))),
  };
}

/**
 * Returns the path of the page that holds what follows an event.
 * @throws CodedError OFFLINE_BUNDLE_GAP when the bundle begins later than what is known here ends
 */
function statusPageFor(after: number, from: number, files: CheckedBundle['files']): string {
  const begins = [...files.keys()].flatMap((path) => STATUS_PAGE.exec(path)?.slice(1, 2).map(Number) ?? []);
  const nearest = begins.filter((each) => each <= after);
  if (nearest.length === 0) {
    throw new CodedError('OFFLINE_BUNDLE_GAP', 'events are missing', { known: after, after: from });
  }
  return `seal-status/${Math.max(...nearest)}.json`;
}
