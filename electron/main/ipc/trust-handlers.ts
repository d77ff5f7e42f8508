import type { ContractHandlers } from '../../wire/window/contract.ts';
import { failure, success } from '../../shared/result.ts';

/** @param open shows a folder in the system's file manager; answers '' or what went wrong */
export function trustHandlers(
  folder: string,
  open: (path: string) => Promise<string>,
): ContractHandlers['trust'] {
  return {
    showFolder: async () =>
      (await open(folder)) === '' ? success(null) : failure({ code: 'TRUST_FOLDER_UNREADABLE' }),
  };
}
