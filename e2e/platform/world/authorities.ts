import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';

import { writeObjectIdentifier, writeSequence } from '../../../electron/core/asn1/der-writer.ts';
import { EXTENDED_USAGE_OID, EXTENSION_OID } from '../../../electron/core/asn1/identifiers.ts';
import { utf8Bytes, utf8Text } from '../../../electron/core/bytes/encodings.ts';
import { decodePrivateKey, encodePrivateKey } from '../../../electron/core/sm/private-key.ts';
import { softwareSigner } from '../../../electron/core/sm/message-signature.ts';
import type { SmEngine } from '../../../electron/core/sm/engine.ts';
import {
  basicConstraintsExtension,
  type Extension,
  keyUsageExtension,
} from '../../../electron/core/x509/extensions.ts';
import type { NameAttribute } from '../../../electron/core/x509/name.ts';
import { decodePem, encodePem } from '../../../electron/core/x509/pem.ts';
import {
  certify,
  type AuthorityTools,
  type DemoAuthority,
  generateSoftwareKey,
  type SoftwareKey,
  yearsAfter,
} from '../../../electron/services/demo-world/authorities.ts';
import type { WorldFolder } from '../../../electron/services/demo-world/world-folder.ts';
import { DEFAULT_PLATFORM } from '../options.ts';
import { readAuthority } from '../../../electron/services/enrolment/demo-authority.ts';

/** All parties that sign for the platform. */
export interface PlatformAuthorities {
  readonly root: DemoAuthority;
  readonly issuing: DemoAuthority;
  /** 制章者 */
  readonly maker: DemoAuthority;
  /** The first that signs trust lists, status pages, countersignatures and credentials. */
  readonly signer: DemoAuthority;
  /** 时间戳机构 */
  readonly timeStamper: DemoAuthority;
  /** The key for which new administrator PINs are encrypted. It signs nothing. */
  readonly escrow: SoftwareKey;
}

const YEARS = 5;

/** RFC 3161 §2.3: one purpose, critical. */
const FOR_TIME_STAMPS: Extension = {
  id: EXTENSION_OID.extendedKeyUsage,
  critical: true,
  value: writeSequence(writeObjectIdentifier(EXTENDED_USAGE_OID.timeStamping)),
};
const SIGNER = [
  basicConstraintsExtension({ isAuthority: false, pathLength: null }),
  keyUsageExtension('digitalSignature', 'nonRepudiation'),
];

/** No other platform under the root has the name of its signers. */
const signerName = (platform: string): string =>
  platform === DEFAULT_PLATFORM ? '印签台演示平台' : `印签台演示平台 ${platform}`;

const named = (commonName: string): NameAttribute[] => [
  ['C', 'CN'],
  ['O', '印签台演示（样本）'],
  ['OU', '沙箱平台'],
  ['CN', commonName],
];

/** Returns tools that take their randomness from the system. */
export function authorityTools(engine: SmEngine): AuthorityTools {
  return { engine, random: (length) => new Uint8Array(randomBytes(length)) };
}

/**
 * Opens the authorities of a demonstration world and those of the platform. Missing ones of the platform are made and
 * certified by the root.
 * @param keys the folder for the platform's own keys, inside the world's, such as "platform/sandbox"
 * @throws CodedError FILE_NOT_FOUND, FILE_UNREADABLE
 */
export async function openAuthorities(
  world: WorldFolder,
  keys: string,
  tools: AuthorityTools,
  now: Date,
): Promise<PlatformAuthorities> {
  const root = readAuthority(world, 'root', tools);
  const open = (file: string, commonName: string, extensions: readonly Extension[]) =>
    openOwn({ world, file: `${keys}/${file}`, name: named(commonName), extensions, root, tools, now });
  return {
    root,
    issuing: readAuthority(world, 'issuing', tools),
    maker: readAuthority(world, 'maker', tools),
    signer: await open('signer', signerName(basename(keys)), SIGNER),
    timeStamper: await open('time-stamper', '印签台演示时间戳', [...SIGNER, FOR_TIME_STAMPS]),
    escrow: openKey(world, `${keys}/escrow`, tools),
  };
}

/**
 * Has the root certify the key of the next signer under the name of the first.
 * @returns the certificate, DER
 */
export function certifySigner(
  {
    authorities: { root, signer },
    clock,
    ...tools
  }: AuthorityTools & {
    readonly authorities: PlatformAuthorities;
    readonly clock: { now(): Date };
  },
  publicKey: Uint8Array,
): Promise<Uint8Array> {
  const from = startOfDay(clock.now());
  const validity = { from, to: yearsAfter(from, YEARS) };
  return certify(tools, root, { name: signer.name, publicKey, validity, extensions: SIGNER });
}

interface OwnAuthority {
  readonly world: WorldFolder;
  readonly file: string;
  readonly name: readonly NameAttribute[];
  readonly extensions: readonly Extension[];
  readonly root: DemoAuthority;
  readonly tools: AuthorityTools;
  readonly now: Date;
}

/** Opens one of the platform's own authorities. A lost certificate is issued again. */
async function openOwn(own: OwnAuthority): Promise<DemoAuthority> {
  const { world, file, name, extensions, root, tools, now } = own;
  const key = openKey(world, file, tools);
  const path = `${file}.pem`;
  if (existsSync(world.pathOf(path))) return { name, key, certificate: readPem(world, path) };
  const validity = { from: startOfDay(now), to: yearsAfter(startOfDay(now), YEARS) };
  const certificate = await certify(tools, root, { name, publicKey: key.publicKey, validity, extensions });
  world.write(path, utf8Bytes(encodePem('CERTIFICATE', certificate)), 'shared');
  return { name, key, certificate };
}

function openKey(world: WorldFolder, file: string, tools: AuthorityTools): SoftwareKey {
  const path = `${file}.key.pem`;
  if (!existsSync(world.pathOf(path))) {
    const { privateKey, publicKey } = generateSoftwareKey(tools.engine, tools.random);
    const pem = encodePem('EC PRIVATE KEY', encodePrivateKey(privateKey, publicKey));
    world.write(path, utf8Bytes(pem), 'private');
  }
  const privateKey = decodePrivateKey(readPem(world, path));
  const sign = softwareSigner(tools.engine, privateKey, tools.random);
  return { privateKey, publicKey: tools.engine.publicKeyOf(privateKey), sign };
}

function readPem(world: WorldFolder, path: string): Uint8Array {
  const [block] = decodePem(utf8Text(world.read(path)));
  if (block === undefined) throw new Error(`${path} is no PEM file`);
  return block.der;
}

/** Includes the stamps of a clock that is a little behind. */
function startOfDay(now: Date): Date {
  const day = new Date(now);
  day.setUTCHours(0, 0, 0, 0);
  return day;
}
