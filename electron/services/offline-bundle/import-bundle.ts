import { toHex, utf8Bytes } from '../../core/bytes/encodings.ts';
import { type AppError, CodedError } from '../../shared/errors.ts';
import type { ImportedBundle, OfflineBundleFacts } from '../../shared/model/offline-bundle.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import { resultOf, success } from '../../shared/result.ts';
import { CLOCK_TOLERANCE_MS } from '../platform/check-list.ts';
import type { SyncPorts } from '../platform/sync-context.ts';
import { bringLists, contextOf, stateBefore, trustOf } from '../platform/sync-platform.ts';
import { syncSigners } from '../platform/sync-signers.ts';
import { bundleApi } from './bundle-api.ts';
import { type BundleRecord, bundleRecords } from '../platform/bundle-records.ts';
import {
  type BundleManifest,
  type CheckedBundle,
  checkBundle,
  SIGNERS,
  statementIn,
  type UnpackedBundle,
} from './read-bundle.ts';
import { type StagedLists, stagedLists } from './staged-lists.ts';

export type ImportPorts = Omit<SyncPorts, 'api' | 'pause'>;

/**
 * Takes in an offline bundle (离线更新包) by every check of a synchronisation, as a whole or not at all. Its content
 * counts as of its time of issue. A bundle that was imported before repairs what was lost since, and changes nothing
 * else.
 * @param settings of the platform that the bundle claims to be of
 * @throws CodedError of the OFFLINE_BUNDLE_, LIST_ or STORE_ group; none of the first two leaves anything behind
 */
export async function importBundle(
  unpacked: UnpackedBundle,
  settings: PlatformSettings,
  ports: ImportPorts,
): Promise<ImportedBundle> {
  const now = ports.clock.now();
  const bundle = checkBundle(
    unpacked,
    trustOf(settings, await withSigners(unpacked, settings, ports, now), now),
  );
  const { manifest } = bundle;
  if (manifest.platform !== settings.id) throw foreignBundle(manifest.platform);
  const records = bundleRecords(ports.records);
  const former = await records.find(settings.id);
  const record = recordOf(unpacked, manifest, now, ports);
  const isKnown = former !== null && former.sm3 === record.sm3;
  const { platformTime } = await stateBefore(settings.id, ports);
  if (isKnown && isBefore(manifest, platformTime)) return outcomeOf(former, settings, { isKnown });
  expectGoesOn(manifest, platformTime, now);
  const staged = await stagedFrom(bundle, settings, ports, now);
  const { importedAt } = isKnown ? former : record;
  await commit(staged, { ...record, importedAt }, ports);
  return outcomeOf({ ...record, importedAt }, settings, { isKnown, newEvents: staged.newEvents() });
}

/**
 * Returns the lists that are here with the list of signers in the bundle, by which the bundle itself is judged: it may be the
 * first thing that the next signer has signed. One that is refused says so later, among the checks of a synchronisation.
 */
async function withSigners(
  { platform, files }: UnpackedBundle,
  settings: PlatformSettings,
  ports: ImportPorts,
  now: Date,
): Promise<Pick<ImportPorts, 'engine' | 'files'>> {
  const signers = files.get(SIGNERS);
  if (signers === undefined || platform !== settings.id) return ports;
  const staged = stagedLists(settings.id, ports);
  const brought = await resultOf(() => {
    const answer = success({ statement: statementIn(signers), etag: null });
    const api = { signers: () => Promise.resolve(answer) };
    const trust = trustOf(settings, { ...ports, files: staged.files }, now);
    const rest = { platform, trust, now, asOf: now, pause: () => Promise.resolve() };
    return syncSigners({ ...ports, ...staged, ...rest, api });
  });
  const isTaken = brought.ok || brought.error.code === 'LIST_FROZEN';
  return { engine: ports.engine, files: isTaken ? staged.files : ports.files };
}

/** Makes the refusal of a bundle whose platform is not the one that is asked about, or not set up here. */
export function foreignBundle(platform: string): CodedError {
  return new CodedError('OFFLINE_BUNDLE_FOREIGN', platform, { platform });
}

function recordOf(
  { statement }: UnpackedBundle,
  { platform, issuedAt, nextUpdate }: BundleManifest,
  now: Date,
  { engine }: Pick<ImportPorts, 'engine'>,
): BundleRecord {
  const sm3 = toHex(engine.sm3(utf8Bytes(statement.payload)));
  return { platform, issuedAt, nextUpdate, importedAt: now.toISOString(), sm3 };
}

function outcomeOf(
  { platform, issuedAt, nextUpdate, importedAt }: OfflineBundleFacts,
  { name }: PlatformSettings,
  { isKnown, newEvents = 0 }: { readonly isKnown: boolean; readonly newEvents?: number },
): ImportedBundle {
  return { platform, issuedAt, nextUpdate, importedAt, name, isKnown, newEvents };
}

/** @param known the platform's time at the last synchronisation or in the last bundle; null before the first */
function isBefore({ issuedAt }: BundleManifest, known: string | null): boolean {
  return known !== null && Date.parse(issuedAt) < Date.parse(known);
}

/** @throws CodedError OFFLINE_BUNDLE_FROM_FUTURE, OFFLINE_BUNDLE_OUTDATED */
function expectGoesOn(manifest: BundleManifest, known: string | null, now: Date): void {
  const { issuedAt } = manifest;
  if (Date.parse(issuedAt) > now.getTime() + CLOCK_TOLERANCE_MS) {
    throw new CodedError('OFFLINE_BUNDLE_FROM_FUTURE', issuedAt, { issuedAt, clock: now.toISOString() });
  }
  if (isBefore(manifest, known)) {
    throw new CodedError('OFFLINE_BUNDLE_OUTDATED', issuedAt, { issuedAt, known });
  }
}

/** Puts everything through the checks of a synchronisation. @throws CodedError the first reason against it */
async function stagedFrom(
  bundle: CheckedBundle,
  settings: PlatformSettings,
  ports: ImportPorts,
  now: Date,
): Promise<StagedLists> {
  const staged = stagedLists(settings.id, ports);
  const { files, store, records } = staged;
  const api = bundleApi(bundle);
  const tried = { ...ports, files, store, records, api, pause: () => Promise.resolve() };
  const problems: AppError[] = [];
  const asOf = new Date(bundle.manifest.issuedAt);
  await bringLists(contextOf(settings, tried, { now, asOf }), problems);
  const [problem] = problems;
  if (problem === undefined) return staged;
  throw new CodedError(problem.code, 'in an offline bundle', problem.details ?? {});
}

/** The record comes last, so that a bundle counts as imported only when all of it is here. */
async function commit(staged: StagedLists, record: BundleRecord, ports: ImportPorts): Promise<void> {
  await staged.commit();
  const { platform, issuedAt } = record;
  const before = await stateBefore(platform, ports);
  const registerSize = await ports.registerSize();
  await ports.store.putSyncState({ ...before, platformTime: issuedAt, registerSize });
  await bundleRecords(ports.records).keep(record);
}
