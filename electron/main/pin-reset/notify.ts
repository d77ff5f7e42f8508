import { Notification } from 'electron';
import type { Language } from '../../shared/model/app-info.ts';
import type { PinReset } from '../../shared/model/pin-reset.ts';
import { resetNoticeTexts } from '../../shared/texts/system-texts.ts';

/** Says by the system's notification that an application has moved. It names no person and no company. */
export function notifyOf({ number, state }: PinReset, language: Language): void {
  if (!Notification.isSupported()) return;
  const { title, body } = resetNoticeTexts[language];
  new Notification({ title, body: body[state](number) }).show();
}
