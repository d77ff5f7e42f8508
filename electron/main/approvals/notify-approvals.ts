import { Notification } from 'electron';
import type { Language } from '../../shared/model/app-info.ts';
import { approvalNoticeTexts } from '../../shared/texts/system-texts.ts';

/** Says by the system's notification that requests have come or were decided. It names no person and no file. */
export function notifyApprovals(numbers: readonly string[], language: Language): void {
  if (numbers.length === 0 || !Notification.isSupported()) return;
  const { title, body } = approvalNoticeTexts[language];
  new Notification({ title, body: body(numbers) }).show();
}
