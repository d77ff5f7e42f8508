import { BrowserWindow, Menu, type MenuItemConstructorOptions, nativeTheme, screen } from 'electron';
import type { Language } from '../../shared/model/app-info.ts';
import type { TextSize } from '../../shared/model/settings.ts';
import { menuTexts } from '../../shared/texts/system-texts.ts';
import type { CopyRequests } from '../documents/copy-requests.ts';
import { START_URL } from './security.ts';

/** Backgrounds of the two themes, shown before the page has painted. */
const BACKGROUND = { light: '#f4f5f7', dark: '#1b1d21' } as const;

/** Work that must end before the window closes. */
interface Unfinished {
  busy(): boolean;
  /** Brings it to an end. */
  settle(): Promise<void>;
}

/** What the one window is made of. */
interface WindowSettings {
  /** Path of the preload script. */
  readonly preload: string;
  /** Path of the program's icon. */
  readonly icon: string;
  /** The window stays until it is settled. */
  readonly work: Unfinished;
  readonly language: () => Language;
  /** Scales the whole window. */
  readonly textSize: TextSize;
  /** Is told when the person asks to copy. */
  readonly copies: CopyRequests;
}

/** Opens the one window: sandboxed, isolated, on the app's own page. */
export function createWindow({
  preload,
  icon,
  work,
  language,
  textSize,
  copies,
}: WindowSettings): BrowserWindow {
  const { width, height } = screen.getPrimaryDisplay().workAreaSize;
  const window = new BrowserWindow({
    width: Math.min(1366, width),
    height: Math.min(860, height),
    minWidth: 800,
    minHeight: 480,
    show: false,
    icon,
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
      zoomFactor: textSize / 100,
    },
  });
  // Chromium keeps the last size of a page by itself; the settings decide.
  window.webContents.once('did-finish-load', () => window.webContents.setZoomFactor(textSize / 100));
  window.once('ready-to-show', () => window.show());
  copies.follow(window.webContents);
  offerCopying(window, language, copies);
  let settled = false;
  window.on('close', (event) => {
    if (settled || !work.busy()) return;
    event.preventDefault();
    // In a turn of its own: an app that is quitting forgets to quit when a window refuses and closes in one.
    void work.settle().finally(() => {
      settled = true;
      setImmediate(() => window.close());
    });
  });
  void window.loadURL(START_URL);
  return window;
}

/** Offers on a right click what can be done with the text there: copy it, or paste some. */
function offerCopying(window: BrowserWindow, language: () => Language, copies: CopyRequests): void {
  const copy = (): void => {
    copies.note();
    window.webContents.copy();
  };
  window.webContents.on('context-menu', (_event, { editFlags, isEditable, selectionText }) => {
    const text = menuTexts[language()];
    const offered: MenuItemConstructorOptions[] = [];
    if (selectionText.trim() !== '') {
      offered.push({ label: text.copy, click: copy, enabled: editFlags.canCopy });
    }
    if (isEditable) offered.push({ label: text.paste, role: 'paste', enabled: editFlags.canPaste });
    if (offered.length > 0) Menu.buildFromTemplate(offered).popup({ window });
  });
}

/** Brings the window to the front when the app is started a second time. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

interface MenuActions {
  readonly copy: () => void;
  readonly open: () => void;
  readonly about: () => void;
  readonly guide: () => void;
}

/** Sets the application menu in the person's language. It has no entry that reloads or opens developer tools. */
export function applyMenu(language: Language, actions: MenuActions): void {
  const text = menuTexts[language];
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
    {
      label: text.file,
      submenu: [
        { label: text.open, accelerator: 'CommandOrControl+O', click: actions.open },
        { type: 'separator' },
        { label: text.quit, role: 'quit' },
      ],
    },
    {
      label: text.edit,
      submenu: [
        {
          label: text.copy,
          accelerator: 'CommandOrControl+C',
          registerAccelerator: false,
          click: actions.copy,
        },
        { label: text.paste, role: 'paste' },
        { label: text.selectAll, role: 'selectAll' },
      ],
    },
    { label: text.view, submenu: [{ label: text.fullScreen, role: 'togglefullscreen' }] },
    {
      label: text.help,
      submenu: [
        { label: text.guide, click: actions.guide },
        { label: text.about, click: actions.about },
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
