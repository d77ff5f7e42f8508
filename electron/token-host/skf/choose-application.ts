import { applicationNames, withApplication, type SkfApplication } from './application.ts';
import { textOf } from './cells.ts';
import { containerNames, readCertificates } from './containers.ts';
import type { SkfDevice } from './device.ts';

/**
 * Opens the application that the profile names, else the first that holds a certificate, else the first.
 * @returns what the work gives; null where the device has no application, or not the one that is named
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
