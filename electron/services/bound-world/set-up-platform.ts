import { CodedError } from '../../shared/errors.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import type { BindingOffer } from '../../shared/model/platform-binding.ts';
import { typedFingerprint } from '../../shared/model/trust-lists.ts';
import { type Result, resultOf, unwrap } from '../../shared/result.ts';
import { registerIdOf } from '../register/register-identity.ts';
import { bindPlatform, unbindPlatform } from './bind-platform.ts';
import { type BindingPorts, offerOf } from './binding-offers.ts';
import { bindingRecords, rootFingerprint } from './bindings.ts';
import { entryChange } from './world-changes.ts';

/** The ports for adding platforms to the settings and removing them. */
export interface PlatformSetupPorts {
  readonly binding: BindingPorts;
  /** Asks at an address which platform answers there. @param ca PEM; null for the authorities that come with Node */
  ask(address: string, ca: string | null): Promise<Result<PlatformSettings>>;
  /** Reads the one platform of a settings file. */
  read(path: string): Result<PlatformSettings>;
  /** Refuses to change platforms that an administrator has fixed. @throws CodedError SETTING_FIXED, ADMINISTRATOR_SETTINGS_DAMAGED */
  expectFree(): void;
  /** Writes the settings and has them used from now on. @throws CodedError OUTPUT_UNWRITABLE, DISK_FULL */
  keep(platforms: readonly PlatformSettings[]): Promise<void>;
}

/**
 * Describes a platform that is to be added, as a person sees it before saying yes. Nothing is written. Fails with
 * SETTING_FIXED, PLATFORM_ADDED_ALREADY, PLATFORM_ID_TAKEN for another platform of the same id, PLATFORM_SETTINGS_DAMAGED, and the
 * codes of the store.
 */
export function offerPlatform(
  entry: PlatformSettings,
  ports: PlatformSetupPorts,
): Promise<Result<BindingOffer>> {
  return resultOf(async () => {
    const { binding } = ports;
    ports.expectFree();
    await expectFreeId(entry, binding);
    return offerOf(entry, await registerIdOf(binding.records, binding.random), binding);
  });
}

/**
 * Adds a platform to the settings and binds the home to it, by the person's word. One that is bound and has only gone
 * from the settings is put back. Fails as {@link offerPlatform} and the binding do, with PLATFORM_ROOT_UNCONFIRMED, and
 * with OUTPUT_UNWRITABLE and DISK_FULL; then the settings are as before.
 * @param confirmed the fingerprint of the root that the person has compared, SM3 or SHA-256; blanks and colons do not count
 */
export function addPlatform(
  entry: PlatformSettings,
  confirmed: string,
  ports: PlatformSetupPorts,
): Promise<Result<BindingOffer>> {
  return resultOf(async () => {
    const { binding } = ports;
    const offer = unwrap(await offerPlatform(entry, ports));
    if (![offer.rootSm3, offer.rootSha256].includes(typedFingerprint(confirmed))) {
      throw new CodedError('PLATFORM_ROOT_UNCONFIRMED', entry.id, { platform: entry.id });
    }
    const before = unwrap(binding.settings());
    await ports.keep([...before, entry]);
    if ((await standingBinding(entry.id, binding)) !== null) return offer;
    const bound = await bindPlatform(entry.id, offer.digest, binding);
    if (!bound.ok) await ports.keep(before);
    return unwrap(bound);
  });
}

/**
 * Takes a platform out of the settings. A standing binding to it ends by the same act, with the reason on record. Fails
 * with PLATFORM_NOT_CONFIGURED, PLATFORM_SETTINGS_DAMAGED, OUTPUT_UNWRITABLE, DISK_FULL and the codes of the store.
 */
export function removePlatform(
  platform: string,
  reason: string,
  ports: PlatformSetupPorts,
): Promise<Result<null>> {
  return resultOf(async () => {
    const { binding } = ports;
    ports.expectFree();
    const entries = unwrap(binding.settings());
    const isNamed = entries.some(({ id }) => id === platform);
    if (!isNamed) throw new CodedError('PLATFORM_NOT_CONFIGURED', platform, { platform });
    if ((await standingBinding(platform, binding)) !== null) {
      unwrap(await unbindPlatform(platform, reason, binding));
    }
    await ports.keep(entries.filter(({ id }) => id !== platform));
    return null;
  });
}

/** @throws CodedError PLATFORM_ADDED_ALREADY, PLATFORM_ID_TAKEN */
async function expectFreeId(entry: PlatformSettings, ports: BindingPorts): Promise<void> {
  const { id, root } = entry;
  const details = { platform: id };
  // Folders of platforms differ by more than the case of letters on no system.
  const named = unwrap(ports.settings()).find((each) => each.id.toLowerCase() === id.toLowerCase());
  if (named !== undefined) {
    const isSame =
      named.id === id && rootFingerprint(named.root, ports.engine) === rootFingerprint(root, ports.engine);
    throw new CodedError(isSame ? 'PLATFORM_ADDED_ALREADY' : 'PLATFORM_ID_TAKEN', id, details);
  }
  const standing = await standingBinding(id, ports);
  if (standing !== null && entryChange(standing, entry, ports.engine) !== null) {
    throw new CodedError('PLATFORM_ID_TAKEN', id, details);
  }
}

async function standingBinding(platform: string, { records }: Pick<BindingPorts, 'records'>) {
  const binding = await bindingRecords(records).find(platform);
  return binding !== null && binding.unbound === null ? binding : null;
}
