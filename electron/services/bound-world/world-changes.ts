import type { SmEngine } from '../../core/sm/engine.ts';
import type { AppError } from '../../shared/errors.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import type { PolicyProfile } from '../../shared/model/policy-profile.ts';
import type { ListState } from '../platform/platform-store.ts';
import type { Result } from '../../shared/result.ts';
import { type PlatformBinding, rootFingerprint } from './bindings.ts';

/** A file of `<home>/policies` with the profile that it holds. */
export interface PolicyFile {
  /** Its name in the folder. */
  readonly file: string;
  readonly profile: PolicyProfile;
  /** Its whole content. */
  readonly text: string;
}

const SETTINGS = 'platforms.json';
const LIST_PREFIX = 'crl/';

/** Returns what is missing or changed in the settings of a bound platform, or null. */
export function settingsChange(
  binding: PlatformBinding,
  settings: Result<readonly PlatformSettings[]>,
  engine: Pick<SmEngine, 'sm3'>,
): AppError | null {
  const { platform, name } = binding;
  if (!settings.ok) {
    const reason = settings.error.details?.['reason'] ?? null;
    return { code: 'BOUND_SETTINGS_DAMAGED', details: { platform, name, file: SETTINGS, reason } };
  }
  const entry = settings.value.find(({ id }) => id === platform);
  if (entry === undefined) return missing(platform, name);
  return entryChange(binding, entry, engine);
}

/** Makes the refusal for a platform that this computer knows and that the settings no longer name. */
export function missing(platform: string, name: string): AppError {
  return { code: 'BOUND_PLATFORM_MISSING', details: { platform, name, file: SETTINGS } };
}

/** Returns the first field in which an entry of the settings differs from what was bound, or null. */
export function entryChange(
  binding: PlatformBinding,
  entry: PlatformSettings,
  engine: Pick<SmEngine, 'sm3'>,
): AppError | null {
  const { platform, name, url, profile } = binding;
  const rootSm3 = rootFingerprint(entry.root, engine);
  const fields = [
    ['root', binding.rootSm3, rootSm3],
    ['profile', profile, entry.profile],
    ['url', url, entry.url],
    ['name', name, entry.name],
    ['tls', tlsText(binding.tls), tlsText(entry.tls ?? null)],
    ['dialect', dialectText(binding.dialect), dialectText(entry.dialect)],
  ] as const;
  const changed = fields.find(([, bound, found]) => bound !== found);
  if (changed === undefined) return null;
  const [field, bound, found] = changed;
  // Certificates and settings of connections are long, and say nothing to a person.
  const values = field === 'tls' || field === 'dialect' ? {} : { bound, found };
  return { code: 'BOUND_PLATFORM_CHANGED', details: { platform, name, file: SETTINGS, field, ...values } };
}

/** Writes down the parts of a connection that a binding covers. */
export function tlsText(tls: PlatformSettings['tls'] | null): string {
  return JSON.stringify([tls?.ca ?? null, tls?.pins ?? null]);
}

/** Writes down a dialect, whatever the order of its members. */
export function dialectText(dialect: PlatformSettings['dialect']): string {
  return dialect === undefined ? '' : JSON.stringify(inOrder(dialect));
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return members.map(([name, member]) => [name, inOrder(member)]);
}

/**
 * Returns how the files of rules would change the rules of a bound platform, or null. Files never do: one that tries
 * bars sealing until it is gone, and so does one that has gone itself.
 * @param inForce the profile in force; null when nobody knows it
 * @param isStated true if a signed statement names it, and the file that was seen at binding counts no more
 */
export function policyFileChange(
  { platform, name, profile, policyFile }: PlatformBinding,
  inForce: PolicyProfile | null,
  isStated: boolean,
  files: readonly PolicyFile[],
): AppError | null {
  const refusal = (file: string, change: string): AppError => ({
    code: 'BOUND_POLICY_CHANGED',
    details: { platform, name, file: `policies/${file}`, profile: inForce?.id ?? profile, change },
  });
  if (policyFile !== null && !isStated && !files.some(({ text }) => text === policyFile.text)) {
    const changed = files.some((each) => each.file === policyFile.file || each.profile.id === profile);
    return refusal(policyFile.file, changed ? 'changed' : 'removed');
  }
  if (inForce === null) return null;
  const superseding = files.find(
    ({ profile: { status, id, supersedes } }) =>
      status !== 'draft' && (supersedes.includes(inForce.id) || inForce.supersededBy === id),
  );
  return superseding === undefined ? null : refusal(superseding.file, 'supersedes');
}

/** Makes the refusal for a platform whose accepted statement is no longer in the store as it was accepted. */
export function statementChange({ platform, name, profile }: PlatformBinding): AppError {
  return { code: 'BOUND_STATEMENT_DAMAGED', details: { platform, name, profile } };
}

/** Returns how world.json differs from what lay there at binding, or null: it names the authorities and the modules. */
export function worldFileChange(
  { platform, name, worldSm3 }: PlatformBinding,
  present: string | null,
): AppError | null {
  if (present === worldSm3) return null;
  const change = present === null ? 'removed' : worldSm3 === null ? 'added' : 'changed';
  return { code: 'BOUND_WORLD_CHANGED', details: { platform, name, file: 'world.json', change } };
}

/** A revocation list whose file lies in the trust folder. */
export interface TrustedList {
  /** The platform's name for it. */
  readonly id: string;
  readonly number: number;
}

/**
 * Returns the refusal when the trust folder holds an older version of a platform's revocation list than was accepted, or
 * none, or null. A newer one comes from a synchronisation that was broken off.
 */
export function trustChange(
  { platform, name }: PlatformBinding,
  accepted: readonly ListState[],
  trusted: readonly TrustedList[],
): AppError | null {
  const gap = accepted.find(({ platform: from, list, number, sm3 }) => {
    // Only what has arrived as a file has a hash.
    if (from !== platform || sm3 === null || !list.startsWith(LIST_PREFIX)) return false;
    const id = list.slice(LIST_PREFIX.length);
    return !trusted.some((each) => each.id === id && each.number >= number);
  });
  if (gap === undefined) return null;
  const isOlder = trusted.some(({ id }) => `${LIST_PREFIX}${id}` === gap.list);
  const facts = { file: `trust/platform-${platform}`, list: gap.list, change: isOlder ? 'older' : 'removed' };
  return { code: 'BOUND_TRUST_CHANGED', details: { platform, name, ...facts } };
}
