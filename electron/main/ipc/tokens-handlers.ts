import type { ContractHandlers } from '../../wire/window/contract.ts';
import { success } from '../../shared/result.ts';
import type { TokenDesk } from '../tokens/token-desk.ts';

export function tokensHandlers(desk: TokenDesk): ContractHandlers['tokens'] {
  return {
    list: async () => success(await desk.view()),
    confirmSeal: async ({ esId }) => success(await desk.confirmSeal(esId)),
  };
}
