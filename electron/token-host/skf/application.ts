import { cell, handleIn, namesIn, nullEnded, textOf } from './cells.ts';
import { containerNames, readCertificates } from './containers.ts';
import { letGo, type SkfDevice } from './device.ts';
import { variableBytes } from './variable-bytes.ts';

/** An open application: PINs, containers and files are an application's. */
export interface SkfApplication extends SkfDevice {
  readonly application: bigint;
  readonly name: string;
}

function applicationNames({ library, handle }: SkfDevice): Uint8Array[] {
  return namesIn(variableBytes((list, size) => library.call('SKF_EnumApplication', handle, list, size)));
}

function withApplication<T>(device: SkfDevice, name: Uint8Array, work: (opened: SkfApplication) => T): T {
  const { library, handle } = device;
  const opened = cell();
  library.call('SKF_OpenApplication', handle, nullEnded(name), opened);
  const application = handleIn(opened);
  try {
    return work({ ...device, application, name: textOf(name) });
  } finally {
    letGo(() => library.call('SKF_CloseApplication', application));
  }
}

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
