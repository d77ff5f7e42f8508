import { homedir } from 'node:os';
import type { PrivateFolder } from '../../services/drivers/redact-report.ts';
import type { DriverReport } from '../../shared/model/driver-report.ts';
import { thisProcess } from './inspect-module-file.ts';

/** This system, as a report of drivers names it. */
export function describeSystem(): DriverReport['system'] {
  const { system, architecture, bits } = thisProcess();
  return { platform: system, architecture, bits };
}

/** The folders whose names tell who uses this computer. @param home the folder of the world in use */
export function privateFolders(home: string): PrivateFolder[] {
  return [
    { path: home, name: '<world>' },
    { path: homedir(), name: '~' },
  ];
}
