import { beforeNull, cell, handleIn, namesIn, nullEnded, textOf, variableBytes } from './cells.ts';
import { SkfError, type SkfLibrary } from './skf-library.ts';

/** Room for DEVINFO, which has 294 bytes on one device and more on others. */
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
  /** Firmware version, such as "2.10" */
  readonly firmware: string;
}

/** A connected device. */
export interface SkfDevice {
  readonly library: SkfLibrary;
  readonly handle: bigint;
  readonly info: DeviceInfo;
}

/** Returns the names of the connected devices, as the library writes them. */
export function deviceNames(library: SkfLibrary): Uint8Array[] {
  const onlyPresent = 1;
  return namesIn(variableBytes((list, size) => library.call('SKF_EnumDev', onlyPresent, list, size)));
}

/** Connects for one piece of work, and always disconnects. */
export function withDevice<T>(library: SkfLibrary, name: Uint8Array, work: (device: SkfDevice) => T): T {
  const connected = cell();
  library.call('SKF_ConnectDev', nullEnded(name), connected);
  const handle = handleIn(connected);
  try {
    return work({ library, handle, info: readInfo(library, handle) });
  } finally {
    // The device may be gone together with the handle, so nothing is left to close.
    letGo(() => library.call('SKF_DisConnectDev', handle));
  }
}

/** Closes a handle that may be gone already. */
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

/** An open application. PINs, containers and files belong to an application. */
export interface SkfApplication extends SkfDevice {
  readonly application: bigint;
  readonly name: string;
}

/** The bytes of the name as the library writes them. */
export function applicationNames({ library, handle }: SkfDevice): Uint8Array[] {
  return namesIn(variableBytes((list, size) => library.call('SKF_EnumApplication', handle, list, size)));
}

/** Opens an application for one piece of work, and always closes it. */
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
