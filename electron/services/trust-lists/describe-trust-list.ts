import { EXTENDED_USAGE_OID } from '../../core/asn1/identifiers.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import type { Sha256 } from '../../core/cms/sha256.ts';
import { isRoot, type OpenedTrustList } from '../../core/platform/trust-list.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { Certificate } from '../../core/x509/certificate.ts';
import type { DescribedTrustList } from '../../shared/model/trust-lists.ts';

export interface DescribingTools {
  readonly engine: SmEngine;
  readonly sha256: Sha256;
  readonly now: Date;
}

/** Describes a list for the person who is to confirm it. */
export function describeTrustList(
  { list, signer, certificates, makers, revocationLists }: OpenedTrustList,
  { engine, sha256, now }: DescribingTools,
): DescribedTrustList {
  const others = certificates.filter((each) => !isRoot(each));
  const dates = revocationLists.map(({ thisUpdate }) => thisUpdate.toISOString()).sort();
  return {
    source: list.platform,
    number: list.number,
    issuedAt: list.issuedAt,
    nextUpdate: list.nextUpdate,
    isOutdated: isOutdated(list, now),
    signer: {
      subject: signer.subject.text,
      sm3: toHex(engine.sm3(signer.raw)),
      sha256: toHex(sha256.hash(signer.raw)),
    },
    roots: namesOf(certificates.filter(isRoot)),
    authorities: namesOf(others.filter((each) => !stampsTime(each))),
    timeStampers: namesOf(others.filter(stampsTime)),
    makers: namesOf(makers),
    revocationLists: { count: dates.length, asOf: dates[0] ?? null },
  };
}

/** Tells whether the successor of a list was due before an instant. */
export function isOutdated({ nextUpdate }: { readonly nextUpdate: string }, now: Date): boolean {
  return now.getTime() > Date.parse(nextUpdate);
}

const namesOf = (certificates: readonly Certificate[]): string[] =>
  certificates.map(({ subject }) => subject.text);

const stampsTime = ({ extendedKeyUsage }: Certificate): boolean =>
  extendedKeyUsage?.includes(EXTENDED_USAGE_OID.timeStamping) ?? false;
