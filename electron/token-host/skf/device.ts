import { beforeNull, cell, handleIn, namesIn, nullEnded, textOf, variableBytes } from './cells.ts';
import { SkfError, type SkfLibrary } from './skf-library.ts';

/** DEVINFO has 294 bytes on one device and more than 256 + some on others. */
const DEVINFO_CAPACITY = 4_096;

/** DEVINFO, clause 6.4.2: the texts come before every ULONG, so that its width does not move them. */
const MANUFACTURER = { start: 2, end: 66 } as const;
const LABEL = { start: 130, end: 162 } as const;
const SERIAL = { start: 162, end: 194 } as const;
const FIRMWARE = 196;

export interface DeviceInfo {
  readonly label: string;
  readonly serial: string;
  readonly manufacturer: string;
  /** Such as "2.10" */
  readonly firmware: string;
}

/** A connected device. */
export interface SkfDevice {
  readonly library: SkfLibrary;
  readonly handle: bigint;
  readonly info: DeviceInfo;
}

/** Names of the devices that are plugged in, as the library writes them. */
export function deviceNames(library: SkfLibrary): Uint8Array[] {
  const onlyPresent = 1;
  return namesIn(variableBytes((list, size) => library.call('SKF_EnumDev', onlyPresent, list, size)));
}

/** Connects for one piece of work, and lets the device go whatever happens. */
export function withDevice<T>(library: SkfLibrary, name: Uint8Array, work: (device: SkfDevice) => T): T {
  const connected = cell();
  library.call('SKF_ConnectDev', nullEnded(name), connected);
  const handle = handleIn(connected);
  try {
    return work({ library, handle, info: readInfo(library, handle) });
  } finally {
    // The device may be gone, and with it the handle: there is nothing left to close.
    letGo(() => library.call('SKF_DisConnectDev', handle));
  }
}

/** For closing what may have gone by itself. */
export function letGo(close: () => void): void {
  try {
    close();
  } catch (error) {
    if (!(error instanceof SkfError)) throw error;
  }
}

function readInfo(library: SkfLibrary, handle: bigint): DeviceInfo {
  const bytes = new Uint8Array(DEVINFO_CAPACITY);
  library.call('SKF_GetDevInfo', handle, bytes);
  const text = ({ start, end }: { readonly start: number; readonly end: number }): string =>
    textOf(beforeNull(bytes.subarray(start, end)));
  return {
    label: text(LABEL),
    serial: text(SERIAL),
    manufacturer: text(MANUFACTURER),
    firmware: `${bytes[FIRMWARE]}.${bytes[FIRMWARE + 1]}`,
  };
}

/** An open application: PINs, containers and files are an application's. */
export interface SkfApplication extends SkfDevice {
  readonly application: bigint;
  readonly name: string;
}

/** As the library writes them. */
export function applicationNames({ library, handle }: SkfDevice): Uint8Array[] {
  return namesIn(variableBytes((list, size) => library.call('SKF_EnumApplication', handle, list, size)));
}

/** Opens an application for one piece of work, and closes it whatever happens. */
export function withApplication<T>(
  device: SkfDevice,
  name: Uint8Array,
  work: (opened: SkfApplication) => T,
): T {
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
