import { saveWhole } from '../../adapters/files/node-files.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import { success } from '../../shared/result.ts';
import type { Dialogs } from '../dialogs.ts';
import type { SealLife } from '../seal-life.ts';

export interface SealLifeHandlerParts {
  readonly sealLife: SealLife;
  readonly dialogs: Pick<Dialogs, 'chooseNoticePath' | 'copyText'>;
}

/** registerHandlers zeroes every PIN in these messages after the answer. */
export function sealLifeHandlers({ sealLife, dialogs }: SealLifeHandlerParts): ContractHandlers['sealLife'] {
  return {
    view: () => sealLife.view(),
    knownSeals: async () => success(await sealLife.known()),
    reportLoss: ({ seals, ...statement }) => sealLife.report(seals, statement),
    sendLossCode: ({ id, contactId }) => sealLife.sendCode(id, contactId),
    authoriseLoss: ({ id, code }) => sealLife.authorise(id, code),
    withdrawLoss: ({ id, reason }) => sealLife.withdraw(id, reason),
    lossNotice: ({ id, months }) => sealLife.notice(id, months),
    copyText: ({ text }) => dialogs.copyText(text, 'LIFE_NOTICE_NOT_COPIED'),
    saveNotice: async ({ text, kind }) => {
      const path = await dialogs.chooseNoticePath(kind);
      return path === null ? success(false) : saveWhole(path, text);
    },
    apply: ({ esId, tokenSerial, ...wish }) => sealLife.apply(wish, { esId, tokenSerial }),
    storeSeal: (wish) => sealLife.storeSeal(wish),
    grant: ({ esId, tokenSerial, pin, lastTryConfirmed, ...grant }) =>
      sealLife.grant(grant, { esId, tokenSerial }, { pin, lastTryConfirmed }),
    endDelegation: ({ number, esId, tokenSerial, pin, lastTryConfirmed }) =>
      sealLife.endDelegation(number, { esId, tokenSerial }, { pin, lastTryConfirmed }),
  };
}
