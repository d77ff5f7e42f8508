import type { Contract } from '../../wire/window/contract.ts';
import type { Handlers } from '../../shared/ipc/define.ts';
import { success } from '../../shared/result.ts';
import type { TokenWatch } from '../../home/token-watch.ts';

export function tokensHandlers(watch: TokenWatch): Handlers<Contract>['tokens'] {
  return {
    list: async () => success(await watch.view()),
    confirmSeal: async ({ esId }) => success(await watch.confirmSeal(esId)),
  };
}
