import { readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { certificateOrNull } from '../../core/x509/certificate.ts';
import { trustListIn } from '../../core/platform/trust-list.ts';
import { type ConfirmedList, readTrustStore, type TrustStore } from '../../core/x509/trust-store.ts';
import type { PlatformTrustMaterial } from '../../services/platform/platform-trust.ts';
import type { TrustMaterial } from '../../services/ports/files.ts';
import { CodedError } from '../../shared/errors.ts';
import { systemErrorName } from '../files/file-errors.ts';
import { confirmedMakerSigners, makerListFiles } from './maker-list-files.ts';
import { readRegularFile } from '../files/regular-file.ts';
import { readConfirmedLists } from './trust-list-files.ts';
import { listFileIn, PLATFORM_FOLDER_PREFIX, readPlatformMaterial } from './platform-trust-folder.ts';

/**
 * Reads what verification trusts: every certificate and revocation list of a folder, PEM or DER by content, its lists of
 * seal makers, the lists of trust and makers that the person has confirmed (`lists`), and what was accepted from the
 * platforms in the folders `platform-…` within it. Of the platforms' lists the newest trust
 * list and the newest revocation lists count. A certificate that a platform's trust list once named and no longer
 * names is left out wherever it lies, unless another platform names it.
 *
 * Other folders, other files and files that cannot be read are skipped. The verifier judges what was read.
 * @throws CodedError TRUST_FOLDER_UNREADABLE
 */
export function readTrustFolder(folder: string): TrustMaterial {
  return withPlatforms(readOwnFiles(folder), platformsIn(folder), listsIn(folder));
}

/**
 * Reads the same as {@link readTrustFolder} without revocation lists. It does not open the platforms' lists, because
 * the window waits for it.
 * @throws CodedError TRUST_FOLDER_UNREADABLE
 */
export function readTrustedCertificates(folder: string): TrustMaterial {
  const platforms = platformFolders(folder).map((path) => ({
    material: readPlatformMaterial(path),
    crls: [],
  }));
  return { ...withPlatforms(readOwnFiles(folder), platforms, listsIn(folder)), crls: [] };
}

/** The content of a trust folder without the platforms' lists, which may be large. */
interface TrustFacts {
  /** The files that people put into the folder themselves. */
  readonly own: TrustMaterial;
  readonly platforms: readonly PlatformTrustMaterial[];
  /** The lists of trust and makers that the person has confirmed. */
  readonly confirmed: readonly ReadList[];
}

/** @throws CodedError TRUST_FOLDER_UNREADABLE */
export function readTrustFacts(folder: string): TrustFacts {
  const platforms = platformFolders(folder).map(readPlatformMaterial);
  return { own: readOwnFiles(folder), platforms, confirmed: listsIn(folder) };
}

/**
 * Returns the present content of a trust folder.
 * @throws CodedError TRUST_FOLDER_UNREADABLE
 */
export type ReadTrust = (folder: string) => TrustStore;

/**
 * Reads a trust folder again only if it has changed. Lists may have a million entries; one reading, with every
 * signature that was checked on it, serves any number of documents.
 */
export function keptTrust(): ReadTrust {
  let kept: { readonly stamp: string; readonly trust: TrustStore } | null = null;
  return (folder) => {
    const stamp = stampOf(folder);
    if (kept?.stamp !== stamp) kept = { stamp, trust: readTrustStore(readTrustFolder(folder)) };
    return kept.trust;
  };
}

/** Returns a text that changes with every file of the folder and of those within it. */
function stampOf(folder: string): string {
  const names = allNamesIn(folder);
  return JSON.stringify([folder, names.map((name) => [name, ...factsOf(join(folder, name))])]);
}

function allNamesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  } catch (error) {
    if (systemErrorName(error) === undefined) throw error;
    return [];
  }
}

function factsOf(path: string): number[] {
  const status = statSync(path, { throwIfNoEntry: false });
  return status === undefined ? [] : [status.size, status.mtimeMs, status.ino];
}

const EXTENSIONS = new Set(['.pem', '.crt', '.cer', '.der', '.crl']);

function readOwnFiles(folder: string): TrustMaterial {
  const files = trustFilesIn(folder).flatMap((name) => contentOf(join(folder, name)));
  const blocks = files
    .filter((bytes) => !isDer(bytes))
    .flatMap((bytes) => pemBlocks(bytes.toString('latin1')));
  const ders = files.filter(isDer).map(plainBytes);
  const labelled = (label: string) => blocks.filter((block) => block.label === label).map(({ der }) => der);
  const makerStatements = makerListFiles(folder).flatMap(({ statement }) => statement ?? []);
  const makerSigners = confirmedMakerSigners(folder);
  return {
    certificates: [...ders.filter(isCertificate), ...labelled('CERTIFICATE')],
    crls: [...ders.filter((der) => !isCertificate(der)), ...labelled('X509 CRL')],
    ...(makerStatements.length > 0 ? { makerStatements } : {}),
    ...(makerSigners.length > 0 ? { makerSigners } : {}),
  };
}

function trustFilesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => EXTENSIONS.has(extname(name).toLowerCase()))
      .sort();
  } catch (error) {
    throw new CodedError('TRUST_FOLDER_UNREADABLE', folder, { system: systemErrorName(error) ?? 'unknown' });
  }
}

/** Reads a file, or nothing: a dangling link or another user's file must not end all trust. */
function contentOf(path: string): Buffer[] {
  try {
    const { buffer, byteOffset, byteLength } = readRegularFile(path);
    return [Buffer.from(buffer, byteOffset, byteLength)];
  } catch (error) {
    if (systemErrorName(error) === undefined) throw error;
    return [];
  }
}

/** First byte of a certificate or a list in DER. */
const SEQUENCE = 0x30;

function isDer(bytes: Uint8Array): boolean {
  return bytes[0] === SEQUENCE;
}

/** Judges by content, since extensions lie. DER that is no certificate counts as a list. */
function isCertificate(der: Uint8Array): boolean {
  return certificateOrNull(der) !== null;
}

const PEM_BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----/g;

function pemBlocks(text: string): readonly { readonly label: string; readonly der: Uint8Array }[] {
  return [...text.matchAll(PEM_BLOCK)].map((match) => ({
    label: match[1] ?? '',
    der: plainBytes(Buffer.from(match[2] ?? '', 'base64')),
  }));
}

/** Views the same memory, since lists may be large; core relies on `slice` copying, which a Buffer's does not. */
function plainBytes({ buffer, byteOffset, byteLength }: Buffer): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

interface ReadPlatform {
  readonly material: PlatformTrustMaterial;
  readonly crls: readonly Uint8Array[];
}

function platformsIn(folder: string): ReadPlatform[] {
  return platformFolders(folder).map((path) => {
    const material = readPlatformMaterial(path);
    const files = material.lists.map(({ file }) => listFileIn(path, file));
    return { material, crls: files.flatMap(contentOf).map(plainBytes) };
  });
}

function platformFolders(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.startsWith(PLATFORM_FOLDER_PREFIX));
  return names.sort().map((name) => join(folder, name));
}

/** A confirmed list of trust and makers as it joins the material of a folder. */
interface ReadList {
  readonly facts: ConfirmedList;
  readonly named: Pick<PlatformTrustMaterial, 'certificates' | 'makers' | 'withdrawn' | 'statement'>;
  readonly crls: readonly Uint8Array[];
}

function listsIn(folder: string): ReadList[] {
  return readConfirmedLists(folder).map(({ confirmation: { source, withdrawn, acceptedAt }, file }) => {
    const list = file === null ? null : trustListIn(file);
    if (file === null || list === null) {
      const facts = { source, issuedAt: acceptedAt, nextUpdate: acceptedAt, isChanged: true };
      return { facts, named: { certificates: [], makers: [], withdrawn }, crls: [] };
    }
    const { issuedAt, nextUpdate, certificates, makers } = list;
    const facts = { source, issuedAt, nextUpdate, isChanged: false };
    const named = { certificates, makers, withdrawn, statement: file.statement };
    return { facts, named, crls: file.revocationLists };
  });
}

function withPlatforms(
  own: TrustMaterial,
  platforms: readonly ReadPlatform[],
  lists: readonly ReadList[],
): TrustMaterial {
  const all = [...platforms.map(({ material }) => material), ...lists.map(({ named }) => named)];
  const named = new Set(all.flatMap(({ certificates, makers }) => [...certificates, ...makers]));
  const gone = new Set(all.flatMap(({ withdrawn }) => withdrawn).filter((each) => !named.has(each)));
  const listed = all.flatMap(({ certificates }) => certificates.map(decoded));
  const makerLists = [
    ...platforms.map(({ material }) => ({ ...material, until: {} })),
    ...lists.map(({ named: list, facts: { issuedAt, nextUpdate } }) => ({
      ...list,
      until: { issuedAt, nextUpdate },
    })),
  ]
    .filter(({ certificates }) => certificates.length > 0)
    .map(({ certificates, makers, statement, until }) => ({
      authorities: certificates.map(decoded),
      makers: makers.map(decoded),
      ...until,
      ...(statement === undefined ? {} : { statement }),
    }));
  return {
    certificates: [...own.certificates.filter((der) => !gone.has(encoded(der))), ...listed],
    crls: [...own.crls, ...platforms.flatMap(({ crls }) => crls), ...lists.flatMap(({ crls }) => crls)],
    ...(own.makerStatements === undefined ? {} : { makerStatements: own.makerStatements }),
    ...(own.makerSigners === undefined ? {} : { makerSigners: own.makerSigners }),
    ...(makerLists.length > 0 ? { makerLists } : {}),
    ...(gone.size > 0 ? { withdrawn: [...gone].map(decoded) } : {}),
    ...(lists.length > 0 ? { trustLists: lists.map(({ facts }) => facts) } : {}),
  };
}

const decoded = (base64: string): Uint8Array => plainBytes(Buffer.from(base64, 'base64'));

const encoded = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');
