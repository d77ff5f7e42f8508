import type { Contract } from '../../wire/window/contract.ts';
import type { Handlers } from '../../shared/ipc/define.ts';
import type { SyncScheduler } from '../../home/sync-scheduler.ts';

export function platformHandlers(scheduler: SyncScheduler): Handlers<Contract>['platform'] {
  return {
    view: () => scheduler.view(),
    syncNow: ({ platform }) => scheduler.syncNow(platform),
    cancel: ({ platform }) => scheduler.cancel(platform),
  };
}
