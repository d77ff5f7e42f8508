import type { Home } from '../../home/home.ts';
import type { UpdateView } from '../../shared/model/update.ts';
import { type Result, success } from '../../shared/result.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import type { Dialogs } from '../window/dialogs.ts';

interface UpdateHandlerParts {
  readonly home: Pick<Home, 'updates'>;
  readonly dialogs: Pick<Dialogs, 'chooseFolder'>;
  readonly showInFolder: (path: string) => void;
}

/** Answers questions of the window about new versions. It never starts what it has fetched: the person does. */
export function updateHandlers({
  home,
  dialogs,
  showInFolder,
}: UpdateHandlerParts): ContractHandlers['updates'] {
  let kept: string | null = null;
  const noting = (answer: Result<UpdateView>): Result<UpdateView> => {
    if (answer.ok) ({ kept } = answer.value);
    return answer;
  };
  return {
    check: async () => noting(await (await home.updates()).check()),
    download: async () => noting(await (await home.updates()).download()),
    import: async () => {
      const folder = await dialogs.chooseFolder('updates');
      return folder === null ? success(null) : noting(await (await home.updates()).import(folder));
    },
    show: () => {
      if (kept !== null) showInFolder(kept);
      return success(null);
    },
  };
}
