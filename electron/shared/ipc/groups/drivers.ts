import type { DriverReport, ModuleReport } from '../../model/driver-report.ts';
import { invoke, returns } from '../define.ts';
import { nothing } from './schemas.ts';

/** What stands between the person and their keys. */
export const drivers = {
  /** Looks at every module, without login; takes as long as the slowest of them. */
  diagnose: invoke(nothing, returns<DriverReport>()),
  /** Tests a module that the person picks and keeps one that loads; null where they change their mind. */
  pickModule: invoke(nothing, returns<ModuleReport | null>()),
  /** Writes the last report without private data where the person says; false where they change their mind. */
  saveReport: invoke(nothing, returns<boolean>()),
} as const;
