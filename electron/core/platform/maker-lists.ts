import { base64 } from '@scure/base';
import { z } from 'zod';
import { CodedError } from '../../shared/errors.ts';
import { equalBytes } from '../bytes/byte-arrays.ts';
import { utf8Bytes, utf8Text } from '../bytes/encodings.ts';
import { readJson } from '../bytes/json.ts';
import { keptStatement, openStatement, signStatement, type Statement } from './signed-statement.ts';
import type { MessageSigner } from '../sm/message-signature.ts';
import type { SmEngine } from '../sm/engine.ts';
import { type Certificate, certificateOrNull } from '../x509/certificate.ts';
import type { CertificatePath } from '../x509/path.ts';
import type { MakerList, TrustStore } from '../x509/trust-store.ts';

/**
 * A list of seal makers (制章者名单): a root names those of its clients that make seals. No standard marks the
 * certificates of makers, so that without a list any client of an authority could make the seal of another company.
 * It is a statement, signed by the root itself, and lies in the trust folder beside the root.
 */
const listSchema = z.strictObject({
  /** Of two lists of one root the higher number counts. */
  number: z.int().min(1),
  issuedAt: z.iso.datetime(),
  /** DER of the makers' certificates in base64. */
  makers: z.array(z.base64()),
});

/** Signs a list of makers. @param root the certificate that the makers' certificates lead to, DER */
export function signMakerList(
  list: { readonly number: number; readonly issuedAt: Date; readonly makers: readonly Uint8Array[] },
  root: Uint8Array,
  sign: MessageSigner,
): Promise<Statement> {
  const makers = list.makers.map((der) => base64.encode(der));
  const payload: z.infer<typeof listSchema> = {
    number: list.number,
    issuedAt: list.issuedAt.toISOString(),
    makers,
  };
  return signStatement('seal-makers', utf8Bytes(JSON.stringify(payload)), root, sign);
}

/** Parses the file of a list. @returns null for anything else */
export function readMakerListFile(text: string): Statement | null {
  try {
    return keptStatement.parse(readJson(text));
  } catch {
    return null;
  }
}

interface SignedList extends MakerList {
  readonly root: Certificate;
  readonly number: number;
}

const opened = new WeakMap<TrustStore['makerStatements'], readonly SignedList[]>();

/**
 * Tells whether a certificate may be a seal maker's: a trust list of a platform or a signed list of makers that stands
 * for an authority above it has to name it. Where no list stands for one, it may not.
 * @param path from the maker's certificate to an anchor
 */
export function makerListing(
  maker: Certificate,
  path: CertificatePath,
  trust: TrustStore,
  engine: SmEngine,
): 'listed' | 'notListed' | 'noList' {
  const above = path.slice(1);
  const lists = [...trust.makerLists, ...signedLists(trust, engine)];
  const standing = lists.filter(({ authorities }) => authorities.some(isOneOf(above)));
  if (standing.length === 0) return 'noList';
  if (trust.withdrawn.some((der) => equalBytes(der, maker.raw))) return 'notListed';
  return standing.some(({ makers }) => isOneOf(makers)(maker)) ? 'listed' : 'notListed';
}

function isOneOf(certificates: readonly Certificate[]): (certificate: Certificate) => boolean {
  return ({ raw }) => certificates.some((each) => equalBytes(each.raw, raw));
}

/** Opens the signed lists once for every trust store: the newest of each root that is an anchor of the store. */
function signedLists(trust: TrustStore, engine: SmEngine): readonly SignedList[] {
  const known = opened.get(trust.makerStatements);
  if (known !== undefined) return known;
  const all = trust.makerStatements.flatMap((statement) => openedOrNothing(statement, trust, engine));
  const newest = all.filter(
    ({ root, number }) => !all.some((other) => other.number > number && equalBytes(other.root.raw, root.raw)),
  );
  opened.set(trust.makerStatements, newest);
  return newest;
}

/** Opens a list. What is damaged, or signed by anybody but an authority that is an anchor, counts as no list. */
function openedOrNothing(statement: Statement, trust: TrustStore, engine: SmEngine): SignedList[] {
  try {
    const { payload, signer } = openStatement(statement, 'seal-makers', engine);
    const isRoot = isOneOf(trust.anchors)(signer) && signer.basicConstraints?.isAuthority === true;
    const list = listSchema.safeParse(readJson(utf8Text(payload)));
    if (!isRoot || !list.success) return [];
    const makers = list.data.makers.flatMap((each) => certificateOrNull(base64.decode(each)) ?? []);
    return [{ root: signer, number: list.data.number, authorities: [signer], makers }];
  } catch (error) {
    if (error instanceof CodedError || error instanceof SyntaxError) return [];
    throw error;
  }
}
