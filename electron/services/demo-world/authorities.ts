import { base64 } from '@scure/base';
import { signMakerList } from '../../core/platform/maker-lists.ts';
import type { Statement } from '../../core/platform/signed-statement.ts';
import { signTrustList } from '../../core/platform/trust-list.ts';
import type { TrustListFile } from '../../core/platform/trust-list-file.ts';
import { concatBytes } from '../../core/bytes/byte-arrays.ts';
import { drawPrivateKey } from '../../core/sm/private-key.ts';
import type { Sm2PublicKey, SmEngine } from '../../core/sm/engine.ts';
import { type MessageSigner, softwareSigner } from '../../core/sm/message-signature.ts';
import {
  basicConstraintsExtension,
  type Extension,
  authorityKeyIdentifierExtension,
  subjectKeyIdentifierExtension,
  keyUsageExtension,
} from '../../core/x509/extensions.ts';
import { buildCertificate, buildRevocationList } from '../../core/x509/issuing.ts';
import type { NameAttribute } from '../../core/x509/name.ts';
import type { RandomBytes } from '../ports/clock.ts';

/** A party whose certificate and key the demonstration holds. */
export interface DemoAuthority {
  readonly name: readonly NameAttribute[];
  readonly key: SoftwareKey;
  readonly certificate: Uint8Array;
}

/** The hierarchy: the root signs the issuing authority, which signs the seal maker and all signers. */
export interface DemoAuthorities {
  readonly root: DemoAuthority;
  readonly issuing: DemoAuthority;
  /** 制章者, whose key signs the seals. */
  readonly maker: DemoAuthority;
  /** Empty lists that are valid for as long as the signers' certificates. */
  readonly rootCrl: Uint8Array;
  readonly issuingCrl: Uint8Array;
  /** The list of seal makers, signed by the root; it names the maker alone. */
  readonly makerList: Statement;
  /** The signed list of trust and makers for whoever has no platform. */
  readonly trustList: TrustListFile;
}

export interface AuthorityTools {
  readonly engine: SmEngine;
  readonly random: RandomBytes;
}

const YEARS = { root: 20, issuing: 10, maker: 5 } as const;

const named = (commonName: string): NameAttribute[] => [
  ['C', 'CN'],
  ['O', '印签台演示（样本）'],
  ['CN', commonName],
];

/** The names of the authorities that keep working after the world is made. */
export const AUTHORITY_NAMES = {
  root: named('印签台演示根证书'),
  issuing: named('印签台演示签发证书'),
  maker: named('印签台演示制章者'),
  lister: named('印签台演示名单签发'),
} as const;

/** The name that the demonstration gives to its list of trust and makers. */
const DEMO_LIST = 'sealdesk-demo';

const AUTHORITY_USAGE = keyUsageExtension('keyCertSign', 'cRLSign');
const SIGNER_USAGE = keyUsageExtension('digitalSignature', 'nonRepudiation');
/** GM/T 0015: the second certificate of a token, for data that is sent to its holder. */
const ENCRYPTION_USAGE = keyUsageExtension('keyEncipherment', 'dataEncipherment', 'keyAgreement');
const END_ENTITY = basicConstraintsExtension({ isAuthority: false, pathLength: null });

/**
 * Makes both authorities, the seal maker and the lists.
 * @param signers validity of the signers to come
 */
export async function makeAuthorities(tools: AuthorityTools, signers: Validity): Promise<DemoAuthorities> {
  const root = await makeRoot(tools, signers.from);
  const issuing = await makeIssuing(tools, root, signers.from);
  const maker = await makeMaker(tools, issuing, signers.from);
  const rootCrl = await emptyList(tools, root, signers);
  const issuingCrl = await emptyList(tools, issuing, signers);
  return {
    ...{ root, issuing, maker, rootCrl, issuingCrl },
    trustList: {
      statement: await makeTrustList(tools, { root, issuing, maker }, signers),
      revocationLists: [rootCrl, issuingCrl],
    },
    makerList: await signMakerList(
      { number: 1, issuedAt: signers.from, makers: [maker.certificate] },
      root.certificate,
      root.key.sign,
    ),
  };
}

/** Signs the list by a certificate of the root that does nothing else, as a platform's signer has one. */
async function makeTrustList(
  tools: AuthorityTools,
  { root, issuing, maker }: Pick<DemoAuthorities, 'root' | 'issuing' | 'maker'>,
  { from, to }: Validity,
): Promise<Statement> {
  const key = generateSoftwareKey(tools.engine, tools.random);
  const validity = { from, to: yearsAfter(from, YEARS.maker) };
  const signer = await issueSigner(tools, root, AUTHORITY_NAMES.lister, key.publicKey, validity);
  const list = {
    ...{ platform: DEMO_LIST, number: 1, issuedAt: from.toISOString(), nextUpdate: to.toISOString() },
    certificates: [root, issuing].map(({ certificate }) => base64.encode(certificate)),
    makers: [base64.encode(maker.certificate)],
  };
  return signTrustList(list, signer, key.sign);
}

async function makeRoot(tools: AuthorityTools, from: Date): Promise<DemoAuthority> {
  const key = generateSoftwareKey(tools.engine, tools.random);
  const name = AUTHORITY_NAMES.root;
  const extensions = [basicConstraintsExtension({ isAuthority: true, pathLength: 1 }), AUTHORITY_USAGE];
  const validity = { from, to: yearsAfter(from, YEARS.root) };
  const certificate = await certify(
    tools,
    { name, key },
    { name, publicKey: key.publicKey, validity, extensions },
  );
  return { name, key, certificate };
}

async function makeIssuing(tools: AuthorityTools, root: DemoAuthority, from: Date): Promise<DemoAuthority> {
  const key = generateSoftwareKey(tools.engine, tools.random);
  const name = AUTHORITY_NAMES.issuing;
  const extensions = [basicConstraintsExtension({ isAuthority: true, pathLength: 0 }), AUTHORITY_USAGE];
  const validity = { from, to: yearsAfter(from, YEARS.issuing) };
  const certificate = await certify(tools, root, { name, publicKey: key.publicKey, validity, extensions });
  return { name, key, certificate };
}

async function makeMaker(tools: AuthorityTools, issuing: DemoAuthority, from: Date): Promise<DemoAuthority> {
  const key = generateSoftwareKey(tools.engine, tools.random);
  const name = AUTHORITY_NAMES.maker;
  const validity = { from, to: yearsAfter(from, YEARS.maker) };
  const certificate = await issueSigner(tools, issuing, name, key.publicKey, validity);
  return { name, key, certificate };
}

/** Issues a certificate for signing documents or seals (签名证书). */
export function issueSigner(
  tools: AuthorityTools,
  issuing: DemoAuthority,
  name: readonly NameAttribute[],
  publicKey: Sm2PublicKey,
  validity: Validity,
): Promise<Uint8Array> {
  return certify(tools, issuing, { name, publicKey, validity, extensions: [END_ENTITY, SIGNER_USAGE] });
}

/** Issues a certificate for encryption only (加密证书). It never signs. */
export function issueEncryption(
  tools: AuthorityTools,
  issuing: DemoAuthority,
  name: readonly NameAttribute[],
  publicKey: Sm2PublicKey,
  validity: Validity,
): Promise<Uint8Array> {
  return certify(tools, issuing, { name, publicKey, validity, extensions: [END_ENTITY, ENCRYPTION_USAGE] });
}

/** The content of a certificate except its serial number and its key identifiers. */
interface CertificateWish {
  readonly name: readonly NameAttribute[];
  readonly publicKey: Sm2PublicKey;
  readonly validity: Validity;
  readonly extensions: readonly Extension[];
}

/** Issues any certificate, with a random serial number. */
export function certify(
  tools: AuthorityTools,
  issuer: Pick<DemoAuthority, 'name' | 'key'>,
  wish: CertificateWish,
): Promise<Uint8Array> {
  const input = {
    subject: wish.name,
    issuer: issuer.name,
    serial: randomSerial(tools.random),
    notBefore: wish.validity.from,
    notAfter: wish.validity.to,
    publicKey: wish.publicKey,
    extensions: [
      ...wish.extensions,
      subjectKeyIdentifierExtension(keyIdentifier(tools.engine, wish.publicKey)),
      authorityKeyIdentifierExtension(keyIdentifier(tools.engine, issuer.key.publicKey)),
    ],
  };
  return buildCertificate(input, issuer.key.sign);
}

function emptyList(tools: AuthorityTools, issuer: DemoAuthority, validity: Validity): Promise<Uint8Array> {
  const input = {
    issuer: issuer.name,
    issuerKeyIdentifier: keyIdentifier(tools.engine, issuer.key.publicKey),
    thisUpdate: validity.from,
    nextUpdate: validity.to,
    number: 1,
    revoked: [],
  };
  return buildRevocationList(input, issuer.key.sign);
}

/** RFC 5280 §4.2.1.2 leaves the hash free: the first 160 bits of SM3 over the key's octets. */
export function keyIdentifier(engine: SmEngine, publicKey: Sm2PublicKey): Uint8Array {
  return engine.sm3(publicKey).slice(0, 20);
}

/** RFC 5280 §4.1.2.2: positive, not zero, at most 20 octets. */
function randomSerial(random: RandomBytes): Uint8Array {
  return concatBytes(Uint8Array.of(0x40), random(15));
}

/** A key in memory. Only the demonstration's authorities have such keys. */
export interface SoftwareKey {
  /** d, 32 bytes */
  readonly privateKey: Uint8Array;
  readonly publicKey: Sm2PublicKey;
  readonly sign: MessageSigner;
}

export function generateSoftwareKey(engine: SmEngine, random: RandomBytes): SoftwareKey {
  const privateKey = drawPrivateKey(random);
  const sign = softwareSigner(engine, privateKey, random);
  return { privateKey, publicKey: engine.publicKeyOf(privateKey), sign };
}

/** The time in which a certificate or a seal is valid. */
export interface Validity {
  readonly from: Date;
  readonly to: Date;
}

/** Returns the same day and time some years later. */
export function yearsAfter(instant: Date, years: number): Date {
  const later = new Date(instant);
  later.setUTCFullYear(instant.getUTCFullYear() + years);
  return later;
}

/** Returns a year from the beginning of the day (UTC): a seal is valid for one year, like its certificate (广西 第十八条). */
export function oneYearFrom(now: Date): Validity {
  const from = new Date(now);
  from.setUTCHours(0, 0, 0, 0);
  return { from, to: yearsAfter(from, 1) };
}
