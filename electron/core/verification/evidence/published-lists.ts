import { equalBytes } from '../../bytes/byte-arrays.ts';
import { claimedSigner, type Statement } from '../../platform/signed-statement.ts';
import { hasCertified, openTrustList, type OpenedTrustList, trustListIn } from '../../platform/trust-list.ts';
import type { SmEngine } from '../../sm/engine.ts';
import { orNullIfDamaged } from '../../work-meter.ts';
import type { Certificate } from '../../x509/certificate.ts';
import type { MakerList, TrustStore } from '../../x509/trust-store.ts';
import type { TrustInputs } from './context.ts';

/**
 * Opens a list of trust and makers under a time stamp, as a platform published it. It counts only if a list at hand vouches
 * for its signer, and then speaks of the makers below authorities of that list alone, so that it is evidence and no anchor:
 * it vouches for nobody itself, and its own authorities are not trusted for standing in it.
 * @param existedBy when a time stamp proves it to have existed
 * @returns the list once for each list at hand that vouches for it
 */
export function publishedLists(
  statement: Statement,
  existedBy: Date,
  { engine, trust }: TrustInputs,
): MakerList[] {
  const signer = signerOf(statement);
  // Whose list it says to be is asked first: a stranger's costs nothing more.
  const asked = signer === null ? [] : trust.makerLists.filter((list) => mayVouch(list, signer));
  if (signer === null || asked.length === 0 || isRevoked(signer, existedBy, trust)) return [];
  const opened = openedOnce(statement, existedBy, engine);
  if (opened === null) return [];
  return asked
    .filter((list) => vouches(list, opened, engine))
    .map(({ authorities }) => ({
      authorities: authorities.filter((each) => opened.certificates.some((named) => isSame(named, each))),
      makers: opened.makers,
      nextUpdate: new Date(opened.list.nextUpdate),
    }));
}

const isSame = (one: Certificate, other: Certificate): boolean => equalBytes(one.raw, other.raw);

/** Tells whether a list names a signer, or is itself signed by one of that name. */
function mayVouch({ authorities, statement }: MakerList, signer: Certificate): boolean {
  if (authorities.some((each) => isSame(each, signer))) return true;
  const own = statement === undefined ? null : signerOf(statement);
  return own !== null && equalBytes(own.subject.raw, signer.subject.raw);
}

/**
 * Tells whether a list vouches for the signer of another: it names that certificate, or is signed by it, or both are
 * lists of one source whose signers bear one name and are certified by one root of the list at hand. The signature of the
 * list at hand was checked when it was taken over.
 */
function vouches(
  list: MakerList,
  { signer, list: { platform, issuedAt } }: OpenedTrustList,
  engine: SmEngine,
): boolean {
  if (list.authorities.some((each) => isSame(each, signer))) return true;
  const { statement } = list;
  const own = statement === undefined ? null : signerOf(statement);
  const source = statement === undefined ? null : trustListIn({ statement, revocationLists: [] });
  if (own === null || source === null) return false;
  if (isSame(own, signer)) return true;
  if (source.platform !== platform || !equalBytes(own.subject.raw, signer.subject.raw)) return false;
  return list.authorities.some(
    (root) =>
      hasCertified(root, own, engine, new Date(source.issuedAt)) &&
      hasCertified(root, signer, engine, new Date(issuedAt)),
  );
}

/** Tells whether the authority of a signer had revoked it by a time; the lists at hand and in the document say so. */
function isRevoked({ issuer, serial }: Certificate, by: Date, { revocationLists }: TrustStore): boolean {
  return revocationLists.some((list) => {
    const entry = equalBytes(list.issuer.raw, issuer.raw) ? list.entries.get(serial) : undefined;
    return entry !== undefined && entry.revokedAt <= by;
  });
}

const signers = new WeakMap<Statement, Certificate | null>();

/** Each signature of a document asks for the signers of the same lists. */
function signerOf(statement: Statement): Certificate | null {
  const known = signers.get(statement);
  if (known !== undefined) return known;
  const signer = claimedSigner(statement);
  signers.set(statement, signer);
  return signer;
}

const opened = new WeakMap<Statement, OpenedTrustList | null>();

/** Each signature of a document asks for the same lists. */
function openedOnce(statement: Statement, at: Date, engine: SmEngine): OpenedTrustList | null {
  const known = opened.get(statement);
  if (known !== undefined) return known;
  const list = orNullIfDamaged(() => openTrustList({ statement, revocationLists: [] }, engine, at));
  opened.set(statement, list);
  return list;
}
