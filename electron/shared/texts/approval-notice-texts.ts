import type { Language } from '../model/app-info.ts';

interface ApprovalNoticeTexts {
  readonly title: string;
  body(numbers: readonly string[]): string;
}

/** What the system's notification says of approvals. */
export const approvalNoticeTexts: Readonly<Record<Language, ApprovalNoticeTexts>> = {
  'zh-CN': {
    title: '用印审批有新的进展',
    body: (numbers) => `申请 ${numbers.join('、')}：请到“审批”里查看。`,
  },
  en: {
    title: 'News of approvals',
    body: (numbers) => `Request ${numbers.join(', ')}: look at it under Approvals.`,
  },
};
