import type { Contract } from '../../shared/ipc/contract.ts';
import type { Handlers } from '../../shared/ipc/define.ts';
import { failure, success } from '../../shared/result.ts';

/** @param open shows a folder in the system's file manager; answers '' or what went wrong */
export function trustHandlers(
  folder: string,
  open: (path: string) => Promise<string>,
): Handlers<Contract>['trust'] {
  return {
    showFolder: async () =>
      (await open(folder)) === '' ? success(null) : failure({ code: 'TRUST_FOLDER_UNREADABLE' }),
  };
}
