import { writeFile } from 'node:fs/promises';
import { clipboard } from 'electron';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import type { Dialogs } from '../dialogs.ts';
import type { SealLifeDesk } from '../seal-life/seal-life-desk.ts';

export interface SealLifeHandlerParts {
  readonly sealLife: SealLifeDesk;
  readonly dialogs: Pick<Dialogs, 'chooseNoticePath'>;
}

/** Every PIN that arrives here is zeroed at the door once the answer is there. */
export function sealLifeHandlers({ sealLife, dialogs }: SealLifeHandlerParts): ContractHandlers['sealLife'] {
  return {
    view: () => sealLife.view(),
    knownSeals: async () => success(await sealLife.known()),
    reportLoss: ({ seals, ...statement }) => sealLife.report(seals, statement),
    withdrawLoss: ({ id, reason }) => sealLife.withdraw(id, reason),
    lossNotice: ({ id, months }) => sealLife.notice(id, months),
    copyText: async ({ text }) => {
      await clipboard.writeText(text);
      return success(null);
    },
    saveNotice: async ({ text }) => {
      const path = await dialogs.chooseNoticePath('loss-notice.txt');
      return path === null ? success(false) : save(path, text);
    },
    apply: ({ esId, tokenSerial, ...wish }) => sealLife.apply(wish, { esId, tokenSerial }),
    storeSeal: (wish) => sealLife.storeSeal(wish),
    grant: ({ esId, tokenSerial, pin, lastTryConfirmed, ...grant }) =>
      sealLife.grant(grant, { esId, tokenSerial }, { pin, lastTryConfirmed }),
    endDelegation: ({ number, esId, tokenSerial, pin, lastTryConfirmed }) =>
      sealLife.endDelegation(number, { esId, tokenSerial }, { pin, lastTryConfirmed }),
  };
}

async function save(path: string, text: string): Promise<Result<boolean>> {
  try {
    await writeFile(path, text, 'utf8');
    return success(true);
  } catch {
    return failure({ code: 'OUTPUT_UNWRITABLE' });
  }
}
