import { net, Notification, powerMonitor } from 'electron';
import type { Language } from '../../shared/model/app-info.ts';
import type { PinReset } from '../../shared/model/pin-reset.ts';
import { approvalNoticeTexts, resetNoticeTexts } from '../../shared/texts/system-texts.ts';

/** How often the system is asked whether there is a network again; it tells nobody by itself. */
const NETWORK_LOOK_MS = 5_000;

/** Calls back when the computer sleeps or its screen is locked: the person may have gone away. */
export function whenPersonLeaves(act: () => void): void {
  powerMonitor.on('suspend', act);
  powerMonitor.on('lock-screen', act);
}

/** Calls back when there is a network again after there was none, and when the computer wakes up. */
export function whenNetworkReturns(act: () => void): void {
  let wasOnline = net.isOnline();
  const look = setInterval(() => {
    const isOnline = net.isOnline();
    if (isOnline && !wasOnline) act();
    wasOnline = isOnline;
  }, NETWORK_LOOK_MS);
  look.unref();
  powerMonitor.on('resume', act);
}

/** Notifies the person that requests have come or were decided. The notification names no person and no file. */
export function notifyApprovals(numbers: readonly string[], language: Language): void {
  if (numbers.length === 0 || !Notification.isSupported()) return;
  const { title, body } = approvalNoticeTexts[language];
  new Notification({ title, body: body(numbers) }).show();
}

/** Notifies the person that an application has moved. The notification names no person and no company. */
export function notifyReset({ number, state }: PinReset, language: Language): void {
  if (!Notification.isSupported()) return;
  const { title, body } = resetNoticeTexts[language];
  new Notification({ title, body: body[state](number) }).show();
}
