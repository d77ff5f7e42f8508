import { app, type Session, type WebContents } from 'electron';
import { APP_ORIGIN } from './app-protocol.ts';

/** True for what a window may load: files of the app, and blobs that its own page made. */
function isOwnUrl(url: string): boolean {
  return url.startsWith(`${APP_ORIGIN}/`) || url.startsWith(`blob:${APP_ORIGIN}/`);
}

/** Denies a session every permission, device and download, and every request that leaves the app. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !isOwnUrl(url) }));
  session.on('will-download', (event) => event.preventDefault());
}

/** Keeps every present and future page where it is: no navigation, no new windows, no webviews. */
export function lockNavigation(): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
}

function lockContents(contents: WebContents): void {
  const refuse = (event: { preventDefault(): void }): void => event.preventDefault();
  contents.on('will-navigate', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', refuse);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/**
 * Sandboxes every process of the app. As root Chromium runs only with --no-sandbox, which enableSandbox()
 * would cancel for some processes and not for others; each window then still asks for its own sandbox.
 */
export function enableSandbox(): void {
  if (process.getuid?.() === 0 && app.commandLine.hasSwitch('no-sandbox')) return;
  app.enableSandbox();
}
