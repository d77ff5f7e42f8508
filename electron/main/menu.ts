import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Language } from '../shared/model/app-info.ts';
import { menuTexts } from '../shared/texts/system-texts.ts';

export interface MenuActions {
  open(): void;
  about(): void;
}

/** The application menu in the person's language. It reloads nothing and opens no developer tools. */
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
        { label: text.copy, role: 'copy' },
        { label: text.paste, role: 'paste' },
        { label: text.selectAll, role: 'selectAll' },
      ],
    },
    { label: text.view, submenu: [{ label: text.fullScreen, role: 'togglefullscreen' }] },
    { label: text.help, submenu: [{ label: text.about, click: actions.about }] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
