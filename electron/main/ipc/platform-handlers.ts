import type { ContractHandlers } from '../../wire/window/contract.ts';
import type { PlatformDesk } from '../platform/platform-desk.ts';

export function platformHandlers(desk: PlatformDesk): ContractHandlers['platform'] {
  return {
    view: () => desk.view(),
    syncNow: ({ platform }) => desk.syncNow(platform),
    cancel: ({ platform }) => desk.cancel(platform),
  };
}
