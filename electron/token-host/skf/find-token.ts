import { CodedError } from '../../shared/errors.ts';
import { isSoftTokenRefused } from '../soft-tokens.ts';
import type { SkfApplication } from './application.ts';
import { withChosenApplication } from './choose-application.ts';
import { deviceNames, withDevice, type DeviceInfo } from './device.ts';
import { SkfError } from './skf-error.ts';
import type { SkfLibrary } from './skf-library.ts';

/** Outside the demonstration world a soft token takes part in nothing. */
export function isRefused({ settings }: SkfLibrary, { manufacturer }: DeviceInfo): boolean {
  return isSoftTokenRefused(settings, manufacturer);
}

/** The device that was asked cannot be asked now: another one may be what is looked for. */
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

/**
 * Works on the token of a serial number, wherever it is plugged in now. Where vendors gave one number twice,
 * each token is offered to the work until one takes it.
 * @param work null where the token is not the one that is wanted
 * @throws TOKEN_REMOVED, SOFT_TOKEN_REFUSED, KEY_NOT_FOUND where no token takes the work
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
