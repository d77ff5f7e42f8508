import type { Contract } from '../../shared/ipc/contract.ts';
import type { Handlers } from '../../shared/ipc/define.ts';
import { success } from '../../shared/result.ts';
import type { TokenDesk } from '../tokens/token-desk.ts';

export function tokensHandlers(desk: TokenDesk): Handlers<Contract>['tokens'] {
  return {
    list: async () => success(await desk.view()),
    confirmSeal: async ({ esId }) => success(await desk.confirmSeal(esId)),
  };
}
