import { BrowserWindow, nativeTheme, screen } from 'electron';
import { START_URL } from './security/app-protocol.ts';

/** What the window shows before its page has painted: the backgrounds of the two themes. */
const BACKGROUND = { light: '#f4f5f7', dark: '#1b1d21' } as const;

/**
 * Opens the one window: sandboxed, isolated, on the app's own page.
 * @param settle brings work under way to an end; the window stays until then
 */
export function createWindow(preload: string, settle: () => Promise<void>): BrowserWindow {
  const { width, height } = screen.getPrimaryDisplay().workAreaSize;
  const window = new BrowserWindow({
    width: Math.min(1366, width),
    height: Math.min(860, height),
    minWidth: 800,
    minHeight: 480,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  window.once('close', (event) => {
    event.preventDefault();
    void settle().finally(() => window.close());
  });
  void window.loadURL(START_URL);
  return window;
}

/** Brings the window to the person, as a second start of the app asks. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
