import { saveWhole } from '../../adapters/files/node-files.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import { success } from '../../shared/result.ts';
import type { OpenDocuments } from '../documents/open-documents.ts';
import type { Dialogs } from '../window/dialogs.ts';
import type { SealLife } from '../requests/seal-life.ts';

export interface SealLifeHandlerParts {
  readonly sealLife: SealLife;
  readonly dialogs: Pick<Dialogs, 'chooseExportPath' | 'chooseNoticePath' | 'choosePaper' | 'copyText'>;
  readonly documents: Pick<OpenDocuments, 'open'>;
}

/** registerHandlers zeroes every PIN in these messages after the answer. */
export function sealLifeHandlers({
  sealLife,
  dialogs,
  documents,
}: SealLifeHandlerParts): ContractHandlers['sealLife'] {
  let dropped: string | null = null;
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
    beginIssue: ({ tokenSerial, ...wish }) => sealLife.beginIssue(wish, tokenSerial),
    addPaper: async ({ number, kind }) => {
      const path = await dialogs.choosePaper();
      return path === null ? sealLife.view() : sealLife.addPaper(number, { kind, path });
    },
    takePaper: (path) => {
      dropped = path;
      return success(null);
    },
    addDroppedPaper: ({ number, kind }) => {
      const path = dropped;
      dropped = null;
      return path === null ? sealLife.view() : sealLife.addPaper(number, { kind, path });
    },
    paper: ({ number, paperId }) => sealLife.paper(number, paperId),
    removePaper: ({ number, paperId }) => sealLife.removePaper(number, paperId),
    openWritten: async ({ number }) => {
      const draft = await sealLife.draftWritten(number);
      if (!draft.ok) return draft;
      const path = await dialogs.chooseExportPath(`书面申请_${number}.pdf`, 'pdf', 'written');
      if (path === null) return success(null);
      const saved = await saveWhole(path, draft.value);
      return saved.ok ? documents.open(path) : saved;
    },
    submitApplication: ({ number }) => sealLife.submitApplication(number),
    withdrawApplication: ({ number }) => sealLife.withdrawApplication(number),
    storeSeal: (wish) => sealLife.storeSeal(wish),
    grant: ({ esId, tokenSerial, pin, lastTryConfirmed, ...grant }) =>
      sealLife.grant(grant, { esId, tokenSerial }, { pin, lastTryConfirmed }),
    enrolAccess: ({ tokenSerial, ...wish }) => sealLife.enrolAccess(wish, tokenSerial),
    endDelegation: ({ number, esId, tokenSerial, pin, lastTryConfirmed }) =>
      sealLife.endDelegation(number, { esId, tokenSerial }, { pin, lastTryConfirmed }),
  };
}
