import { type BrowserWindow, dialog } from 'electron';
import type { Language } from '../../shared/model/app-info.ts';
import { errorTexts } from '../../shared/texts/error-texts.ts';
import { menuTexts } from '../../shared/texts/system-texts.ts';

/** Tells the person that the window was opened again, and what became of their work, until they close the message. */
export async function tellCrash(window: BrowserWindow, language: Language): Promise<void> {
  const { what, why, next } = errorTexts[language].WINDOW_CRASHED;
  await dialog.showMessageBox(window, { type: 'warning', message: what, detail: `${why}\n\n${next}` });
}

/** Asks the person whether a window that broke again is to be opened again. */
export async function askAfterCrash(window: BrowserWindow, language: Language): Promise<boolean> {
  const { brokeAgain, openAgain, quit } = menuTexts[language];
  const { why, next } = errorTexts[language].WINDOW_CRASHED;
  const { response } = await dialog.showMessageBox(window, {
    ...{ type: 'error', message: brokeAgain, detail: `${why}\n\n${next}` },
    ...{ buttons: [quit, openAgain], defaultId: 1, cancelId: 0 },
  });
  return response === 1;
}
