import type { Language } from '../model/app-info.ts';
import type { ApplicationState } from '../model/seal-application.ts';

interface ResetNoticeTexts {
  readonly title: string;
  readonly body: Readonly<Record<ApplicationState, (number: string) => string>>;
}

/** What the system's notification says when an application for a PIN reset has moved. */
export const resetNoticeTexts: Readonly<Record<Language, ResetNoticeTexts>> = {
  'zh-CN': {
    title: '口令重置申请',
    body: {
      draft: (number) => `申请 ${number} 尚未提交。`,
      underReview: (number) => `申请 ${number} 正在审核。`,
      approved: (number) => `申请 ${number} 已批准：请插入 USB Key，设置新口令。`,
      rejected: (number) => `申请 ${number} 已驳回：请查看原因。`,
      withdrawn: (number) => `申请 ${number} 已撤回。`,
      expired: (number) => `申请 ${number} 已过期：如仍需要，请重新申请。`,
      done: (number) => `申请 ${number} 已办结。`,
    },
  },
  en: {
    title: 'PIN reset',
    body: {
      draft: (number) => `Application ${number} has not been handed in.`,
      underReview: (number) => `Application ${number} is under review.`,
      approved: (number) => `Application ${number} is approved: insert the USB key and set the new PIN.`,
      rejected: (number) => `Application ${number} was rejected: see the reason.`,
      withdrawn: (number) => `Application ${number} is withdrawn.`,
      expired: (number) => `Application ${number} has expired: apply again if it is still needed.`,
      done: (number) => `Application ${number} is finished.`,
    },
  },
};
