import { isSoftTokenRefused } from '../../adapters/tokens/vendor-profiles.ts';
import { CodedError } from '../../shared/errors.ts';
import { textOf } from './cells.ts';
import { containerNames, readCertificates } from './containers.ts';
import {
  applicationNames,
  deviceNames,
  withApplication,
  withDevice,
  type DeviceInfo,
  type SkfApplication,
  type SkfDevice,
} from './device.ts';
import { SkfError, type SkfLibrary } from './skf-library.ts';

/**
 * Works on the token of a serial number, in whatever port it is now. When several tokens have one number, the work
 * is tried on each until one accepts it.
 * @param work returns null when the token is not the wanted one
 * @throws TOKEN_REMOVED, SOFT_TOKEN_REFUSED, KEY_NOT_FOUND when no token accepts the work
 */
export function onToken<T>(
  library: SkfLibrary,
  serial: string,
  work: (opened: SkfApplication) => T | null,
): T {
  const names = deviceNames(library).filter((name) => serialOf(library, name) === serial);
  if (names.length === 0) throw new CodedError('TOKEN_REMOVED', serial);
  for (const name of names) {
    const done = withDevice(library, name, (device) => {
      if (isRefused(library, device.info)) throw new CodedError('SOFT_TOKEN_REFUSED', serial);
      return withChosenApplication(device, (opened) => ({ value: work(opened) }));
    });
    if (done !== null && done.value !== null) return done.value;
  }
  throw new CodedError('KEY_NOT_FOUND', 'the token does not hold what is asked for');
}

/**
 * Opens the application that the profile names, else the first that holds a certificate, else the first.
 * @returns the result of the work; null when the device has no application, or not the named one
 */
export function withChosenApplication<T>(device: SkfDevice, work: (opened: SkfApplication) => T): T | null {
  const { application: wanted } = device.library.profile;
  const names = applicationNames(device);
  const chosen =
    wanted === null
      ? (names.find((name) => names.length === 1 || withApplication(device, name, holdsCertificate)) ??
        names[0])
      : names.find((name) => textOf(name) === wanted);
  return chosen === undefined ? null : withApplication(device, chosen, work);
}

function holdsCertificate(opened: SkfApplication): boolean {
  return containerNames(opened).some((name) => readCertificates(opened, name).length > 0);
}

/** Refuses soft tokens outside the demonstration world. */
export function isRefused({ settings }: SkfLibrary, { manufacturer }: DeviceInfo): boolean {
  return isSoftTokenRefused(settings, manufacturer);
}

/** A device that cannot be read is skipped, because the wanted token may be another one. */
function skipUnreadable<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof SkfError) return null;
    throw error;
  }
}

function serialOf(library: SkfLibrary, name: Uint8Array): string | null {
  return skipUnreadable(() => withDevice(library, name, ({ info }) => info.serial));
}
