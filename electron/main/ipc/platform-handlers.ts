import type { Contract } from '../../shared/ipc/contract.ts';
import type { Handlers } from '../../shared/ipc/define.ts';
import type { PlatformDesk } from '../platform/platform-desk.ts';

export function platformHandlers(desk: PlatformDesk): Handlers<Contract>['platform'] {
  return {
    view: () => desk.view(),
    syncNow: ({ platform }) => desk.syncNow(platform),
    cancel: ({ platform }) => desk.cancel(platform),
  };
}
