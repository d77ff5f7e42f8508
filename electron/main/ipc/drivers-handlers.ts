import type { ContractHandlers } from '../../wire/window/contract.ts';
import type { DriverReport } from '../../shared/model/driver-report.ts';
import { success } from '../../shared/result.ts';
import type { Dialogs } from '../dialogs.ts';
import type { DriverDesk } from '../tokens/driver-desk.ts';

export interface DriversHandlerParts {
  readonly drivers: DriverDesk;
  readonly dialogs: Pick<Dialogs, 'chooseModule' | 'chooseReportPath'>;
}

/** Paths come from the system's dialogs, never from the window. */
export function driversHandlers({ drivers, dialogs }: DriversHandlerParts): ContractHandlers['drivers'] {
  let last: DriverReport | null = null;
  const diagnose = async (): Promise<DriverReport> => (last = await drivers.diagnose());
  return {
    diagnose: async () => success(await diagnose()),
    pickModule: async () => {
      const path = await dialogs.chooseModule();
      return path === null ? success(null) : drivers.tryModule(path);
    },
    saveReport: async () => {
      const report = last ?? (await diagnose());
      const path = await dialogs.chooseReportPath(`sealdesk-drivers-${report.madeAt.slice(0, 10)}.json`);
      if (path === null) return success(false);
      const saved = await drivers.save(report, path);
      return saved.ok ? success(true) : saved;
    },
  };
}
