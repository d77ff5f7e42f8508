import type { ContractHandlers } from '../../wire/window/contract.ts';
import { success } from '../../shared/result.ts';
import type { Dialogs } from '../dialogs.ts';
import type { PinResetDesk } from '../pin-reset/pin-reset-desk.ts';

export interface PinResetHandlerParts {
  readonly pinResets: PinResetDesk;
  readonly dialogs: Pick<Dialogs, 'choosePaper'>;
}

/** Paths come from the system's dialogs and from dropped files, never from the window's code. */
export function pinResetHandlers({ pinResets, dialogs }: PinResetHandlerParts): ContractHandlers['pinReset'] {
  return {
    list: () => pinResets.list(),
    choosePaper: async () => {
      const path = await dialogs.choosePaper();
      return path === null ? success(null) : pinResets.choose(path);
    },
    dropPaper: (path) => pinResets.choose(path),
    request: ({ form, papers }) => pinResets.request(form, papers),
    paper: ({ number, paperId }) => pinResets.paper(number, paperId),
    submit: ({ number }) => pinResets.submit(number),
    withdraw: ({ number }) => pinResets.withdraw(number),
    refresh: () => pinResets.refresh(),
    apply: ({ number, newPin, lastTryConfirmed }) => pinResets.apply(number, newPin, lastTryConfirmed),
  };
}
