import { cell, handleIn, namesIn, nullEnded, textOf } from './cells.ts';
import { letGo, type SkfDevice } from './device.ts';
import { variableBytes } from './variable-bytes.ts';

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
