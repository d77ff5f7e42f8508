import { CodedError } from '../../shared/errors.ts';
import { CERTIFICATE_BUDGET } from '../budgets.ts';
import { equalBytes } from '../bytes/byte-arrays.ts';
import { CMS_OID } from '../asn1/identifiers.ts';
import { utf8Bytes } from '../bytes/encodings.ts';
import type { SecurityStore } from '../pdf/signatures/security-store.ts';
import type { Statement } from '../platform/signed-statement.ts';
import { findAuthority } from '../timestamp/judge-time-stamp.ts';
import { decodeTimeStampToken } from '../timestamp/time-stamp-token.ts';
import { overBudget } from '../work-meter.ts';
import type { SmEngine } from '../sm/engine.ts';
import type { Certificate } from '../x509/certificate.ts';
import { buildPath, type CertificatePath } from '../x509/path.ts';
import { encodeOcspResponse, type OcspResponse, responsesAbout } from '../x509/ocsp-response.ts';
import type { RevocationList } from '../x509/revocation-list.ts';
import { messageOf, sealSignatureOf, type SignatureContext, type TrustInputs } from './evidence/context.ts';

/**
 * Gathers what the signatures of a document and an authority of time stamps rest on, for the document's security store:
 * every certificate of their paths, and of the lists at hand those by which a later reader judges each of them.
 * @param contexts of all signatures
 * @param token of the authority that will stamp the document, DER; null if none will
 * @param statements of platforms on the seals
 * @throws CodedError FILE_OVER_BUDGET for a list that no verdict would read from a document
 */
export function archiveEvidence(
  contexts: readonly SignatureContext[],
  token: Uint8Array | null,
  statements: readonly Statement[],
  inputs: TrustInputs,
): SecurityStore {
  const found = contexts.map((context) => ({ paths: pathsOf(context), trust: context.inputs.trust }));
  if (token !== null) found.push({ paths: authorityPaths(token, inputs), trust: inputs.trust });
  const lists = found.flatMap(({ paths, trust }) =>
    paths.flatMap((path) => listsOf(path, trust.revocationLists)),
  );
  const revocationLists = lists.map(({ raw }) => raw);
  // Statements count under a time stamp alone.
  const kept =
    token === null ? [] : [...inputs.trust.makerStatements, ...publishedFor(contexts), ...statements];
  const encoded = once(kept.map((statement) => utf8Bytes(JSON.stringify(statement))));
  expectReadable(revocationLists, encoded);
  return {
    certificates: once(found.flatMap(({ paths }) => paths.flat().map(({ raw }) => raw))),
    revocationLists: once(revocationLists),
    ocspResponses: once(
      found.flatMap(({ paths, trust }) =>
        paths.flatMap((path) => responsesOn(path, trust.ocspResponses ?? [], inputs.engine)),
      ),
    ),
    statements: encoded,
  };
}

/** Refuses what no verdict would read from a document. @throws CodedError FILE_OVER_BUDGET */
function expectReadable(lists: readonly Uint8Array[], statements: readonly Uint8Array[]): void {
  const { storeEntryBytes, statementBytes } = CERTIFICATE_BUDGET;
  if (lists.some(({ length }) => length > storeEntryBytes))
    throw overBudget('storeEntryBytes', storeEntryBytes);
  const total = statements.reduce((sum, { length }) => sum + length, 0);
  if (total > statementBytes) throw overBudget('statementBytes', statementBytes);
}

/** Returns the lists of trust and makers, as they were published, that name the makers of the seals. */
function publishedFor(contexts: readonly SignatureContext[]): Statement[] {
  return contexts.flatMap(({ maker, inputs: { trust } }) =>
    trust.makerLists.flatMap(({ makers, statement }) =>
      makers.some(({ raw }) => maker !== null && equalBytes(raw, maker.certificate.raw))
        ? (statement ?? [])
        : [],
    ),
  );
}

/** Several signatures rest on the same things. */
function once(all: readonly Uint8Array[]): Uint8Array[] {
  return all.filter((each, index) => all.findIndex((other) => equalBytes(other, each)) === index);
}

/** Returns the paths of the signer, of the maker of the seal, and of the authorities of the signature's own tokens. */
function pathsOf(context: SignatureContext): CertificatePath[] {
  const { signer, maker, inputs } = context;
  const ends = [signer, maker].flatMap((judged) => (judged?.path.ok === true ? [judged.path.path] : []));
  return [...ends, ...tokensOf(context).flatMap((token) => authorityPaths(token, inputs))];
}

function tokensOf(context: SignatureContext): readonly Uint8Array[] {
  const timeStamp = sealSignatureOf(context)?.timeStamp ?? null;
  const message = messageOf(context);
  const unsigned = message?.kind === 'cms' ? message.signer.unsigned.get(CMS_OID.timeStampToken) : undefined;
  return [...(timeStamp === null ? [] : [timeStamp]), ...(unsigned ?? []).map(({ raw }) => raw)];
}

function authorityPaths(der: Uint8Array, { engine, trust }: TrustInputs): CertificatePath[] {
  try {
    const token = decodeTimeStampToken(der);
    const authority = findAuthority(token, trust);
    if (authority === null) return [];
    const intermediates = [...trust.intermediates, ...token.certificates];
    const at = token.info.stampedAt;
    const found = buildPath(authority, { engine, at, trust: { ...trust, intermediates } });
    return found.ok ? [found.path] : [];
  } catch (error) {
    if (error instanceof CodedError && error.code === 'DER_INVALID') return [];
    throw error;
  }
}

function listsOf(path: CertificatePath, lists: readonly RevocationList[]): RevocationList[] {
  return path.flatMap((certificate, index) => {
    const issuer = path[index + 1];
    if (issuer === undefined) return [];
    const ofIssuer = lists.filter((list) => equalBytes(list.issuer.raw, issuer.subject.raw));
    return [
      ...newestOf(ofIssuer),
      ...newestOf(ofIssuer.filter(({ thisUpdate }) => thisUpdate <= certificate.notAfter)),
      ...naming(certificate, ofIssuer),
    ];
  });
}

/** Returns the newest complete list of each scope, and the newest list of changes. */
function newestOf(lists: readonly RevocationList[]): RevocationList[] {
  return lists.filter((list) => !lists.some((other) => isNewerOf(other, list)));
}

function isNewerOf(other: RevocationList, list: RevocationList): boolean {
  const isAlike = (other.baseNumber === null) === (list.baseNumber === null);
  const [one, two] = [other.scope?.raw ?? new Uint8Array(), list.scope?.raw ?? new Uint8Array()];
  return isAlike && equalBytes(one, two) && other.thisUpdate > list.thisUpdate;
}

/** Returns the answers about the certificates of a path, those within a signature too: a later reader finds all in one place. */
function responsesOn(
  path: CertificatePath,
  responses: readonly OcspResponse[],
  engine: SmEngine,
): Uint8Array[] {
  return path.flatMap((certificate, index) => {
    const issuer = path[index + 1];
    if (issuer === undefined) return [];
    const about = responses.filter((each) => responsesAbout(certificate, issuer, [each], engine).length > 0);
    return about.map(encodeOcspResponse);
  });
}

/** Nobody takes a revocation away by archiving a document with other lists. */
function naming({ serial }: Certificate, lists: readonly RevocationList[]): RevocationList[] {
  return lists.filter(({ entries }) => entries.get(serial) !== undefined);
}
