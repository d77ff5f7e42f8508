import { utf8Bytes } from '../../core/bytes/encodings.ts';
import { TRUST_LIST_SUFFIX, trustListText } from '../../core/platform/trust-list-file.ts';
import { encodePrivateKey } from '../../core/sm/private-key.ts';
import { encodePem } from '../../core/x509/pem.ts';
import type { DemoAuthorities, DemoAuthority } from './authorities.ts';
import type { MadeCompany } from './make-company.ts';
import type { DemoCompany, DemoWorld } from './world-description.ts';
import type { WorldFolder } from './world-folder.ts';

const TRUST = {
  bundle: 'trust/bundle.pem',
  root: 'trust/root-ca.pem',
  issuing: 'trust/issuing-ca.pem',
  rootCrl: 'trust/root-ca.crl',
  issuingCrl: 'trust/issuing-ca.crl',
  makers: 'trust/makers.json',
  /** Lies ready for a counterpart; nothing here goes by it before a person confirms it. */
  handedOut: `trust-lists/demo${TRUST_LIST_SUFFIX}`,
} as const;

const certificatePem = (der: Uint8Array) => utf8Bytes(encodePem('CERTIFICATE', der));

/** Writes the certificates, the revocation lists and the list of seal makers that a verifier trusts. */
export function writeTrust(
  folder: WorldFolder,
  { root, issuing, rootCrl, issuingCrl, makerList, trustList }: DemoAuthorities,
): DemoWorld['trust'] {
  const bundle = [issuing, root].map(({ certificate }) => encodePem('CERTIFICATE', certificate)).join('');
  folder.write(TRUST.bundle, utf8Bytes(bundle), 'shared');
  folder.write(TRUST.root, certificatePem(root.certificate), 'shared');
  folder.write(TRUST.issuing, certificatePem(issuing.certificate), 'shared');
  folder.write(TRUST.rootCrl, rootCrl, 'shared');
  folder.write(TRUST.issuingCrl, issuingCrl, 'shared');
  folder.write(TRUST.handedOut, utf8Bytes(trustListText(trustList)), 'shared');
  folder.write(TRUST.makers, utf8Bytes(`${JSON.stringify(makerList)}\n`), 'shared');
  return {
    dir: folder.pathOf('trust'),
    bundle: folder.pathOf(TRUST.bundle),
    crls: [TRUST.rootCrl, TRUST.issuingCrl].map((name) => folder.pathOf(name)),
  };
}

/** Writes the authorities' keys, so that the world can issue and revoke certificates later. */
export function writeAuthorityKeys(folder: WorldFolder, authorities: DemoAuthorities): void {
  const holders: Record<string, DemoAuthority> = {
    root: authorities.root,
    issuing: authorities.issuing,
    maker: authorities.maker,
  };
  for (const [name, { key, certificate }] of Object.entries(holders)) {
    const pem = encodePem('EC PRIVATE KEY', encodePrivateKey(key.privateKey, key.publicKey));
    folder.write(`demo-ca/${name}.key.pem`, utf8Bytes(pem), 'private');
    folder.write(`demo-ca/${name}.pem`, certificatePem(certificate), 'shared');
  }
}

/** Writes a company's certificates and seals as files, for people to look at and compare. */
export function writeCompany(folder: WorldFolder, company: MadeCompany): void {
  const { role } = company.role;
  folder.write(`certificates/${role}.pem`, certificatePem(company.certificate), 'shared');
  const encryption = certificatePem(company.encryptionCertificate);
  folder.write(`certificates/${role}-encryption.pem`, encryption, 'shared');
  for (const { esId, der } of company.seals) folder.write(`seals/${esId}.esl`, der, 'shared');
}

/** The PKCS#11 mechanism numbers of the soft token, which are those of IBM EP11. */
const MECHANISMS = { digest: '0x8005000B', message: '0x8005000C', keyGen: '0x8005000A' } as const;

/** The parts of a new world, with absolute paths. */
interface WorldParts {
  readonly home: string;
  readonly module: string | null;
  readonly skfModule: string | null;
  readonly trust: DemoWorld['trust'];
  /** The holder first. */
  readonly companies: readonly MadeCompany[];
  readonly contract: string;
}

export function describeWorld(parts: WorldParts): DemoWorld {
  const { home, module, skfModule, trust, companies, contract } = parts;
  const described = companies.map(describeCompany);
  const [holder] = described;
  if (holder === undefined) throw new Error('a world has a holder');
  return {
    home,
    pkcs11Module: module,
    skfModule,
    ...(module === null ? { missing: 'MODULE_MISSING' } : {}),
    pin: holder.pin,
    soPin: holder.soPin,
    mechanisms: MECHANISMS,
    trust,
    seals: holder.seals,
    companies: described,
    contract,
    policy: { sealFiles: true },
  };
}

function describeCompany({ role, tokenSerial, seals }: MadeCompany): DemoCompany {
  return {
    name: role.profile.name,
    tokenSerial,
    pin: role.pin,
    soPin: role.soPin,
    seals: seals.map(({ esId, plan }) => ({ esId, name: plan.name, kind: plan.kind })),
  };
}
