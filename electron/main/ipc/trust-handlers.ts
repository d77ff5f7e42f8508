import { readTrustListText } from '../../adapters/trust-files/trust-list-files.ts';
import type { TrustListPorts } from '../../services/trust-lists/trust-list-store.ts';
import { acceptMakerList, readMakerList } from '../../services/trust-lists/accept-maker-list.ts';
import {
  acceptTrustList,
  type BroughtTrustList,
  readTrustList,
  removeTrustList,
  viewTrustLists,
} from '../../services/trust-lists/trust-lists.ts';
import type { OfferedTrustList } from '../../shared/model/trust-lists.ts';
import { failure, type Result, resultOf, success } from '../../shared/result.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import type { Dialogs } from '../window/dialogs.ts';

interface TrustHandlerParts {
  readonly trustFolder: string;
  readonly lists: TrustListPorts;
  readonly dialogs: Pick<Dialogs, 'chooseTrustList'>;
  /** Shows a folder in the system's file manager; answers '' or the error's text. */
  readonly open: (path: string) => Promise<string>;
}

/**
 * Answers questions about whom the person trusts. The window names no path: it takes over the list that was read last,
 * by the fingerprint that it has shown.
 */
export function trustHandlers(parts: TrustHandlerParts): ContractHandlers['trust'] {
  const { trustFolder, lists, dialogs, open } = parts;
  let considered: BroughtTrustList | null = null;
  const consider = (brought: BroughtTrustList): Promise<Result<OfferedTrustList>> => {
    considered = brought;
    return readTrustList(brought, lists);
  };
  const after = (act: Result<unknown>) => (act.ok ? viewTrustLists(lists) : act);
  return {
    showFolder: async () =>
      (await open(trustFolder)) === '' ? success(null) : failure({ code: 'TRUST_FOLDER_UNREADABLE' }),
    lists: () => viewTrustLists(lists),
    choose: async () => {
      const file = await dialogs.chooseTrustList();
      if (file === null) return success(null);
      const text = await resultOf(() => readTrustListText(file));
      if (!text.ok) return text;
      considered = { file, text: text.value };
      const makers = readMakerList(considered, lists);
      return makers === null ? consider(considered) : success(makers);
    },
    consider: async ({ file }) => {
      const laidOut = lists.laidOut().find(({ path }) => path === file);
      if (laidOut === undefined) return failure({ code: 'TRUST_LIST_NOT_FOUND' });
      return consider({ file, text: laidOut.text });
    },
    accept: async ({ fingerprint }) => {
      if (considered === null) return failure({ code: 'TRUST_LIST_NOT_FOUND' });
      const isMakers = fingerprint !== null && readMakerList(considered, lists) !== null;
      return after(
        isMakers
          ? await acceptMakerList(considered, fingerprint, lists)
          : await acceptTrustList(considered, fingerprint, lists),
      );
    },
    remove: async ({ id }) => after(await removeTrustList(id, lists)),
  };
}
