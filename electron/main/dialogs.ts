import { dialog, type BrowserWindow, type OpenDialogOptions, type SaveDialogOptions } from 'electron';
import { success, type Result } from '../shared/result.ts';
import type { Language } from '../shared/model/app-info.ts';
import { menuTexts } from '../shared/texts/system-texts.ts';
import { printPage } from './print-page.ts';

/** The system's dialogs. Each answers null where the person changes their mind. */
export interface Dialogs {
  chooseDocument(): Promise<string | null>;
  chooseModule(): Promise<string | null>;
  /** Where a new file is to lie; the system asks before one is replaced. */
  chooseReportPath(suggestedName: string): Promise<string | null>;
  chooseRegisterPath(suggestedName: string): Promise<string | null>;
  chooseProofPath(suggestedName: string): Promise<string | null>;
  /** Prints what the window shows to printers; false where the person changes their mind. */
  printPage(): Promise<Result<boolean>>;
  chooseNoticePath(suggestedName: string): Promise<string | null>;
  /** The scan of an approval on paper. */
  chooseScan(): Promise<string | null>;
  /** A paper for an application, PDF or picture. */
  choosePaper(): Promise<string | null>;
  /** A request for approval that came by mail. */
  chooseRequestFile(): Promise<string | null>;
  chooseRequestPath(suggestedName: string): Promise<string | null>;
}

export interface DialogParts {
  window(): BrowserWindow | null;
  language(): Language;
}

export function createDialogs({ window, language }: DialogParts): Dialogs {
  const open = async (options: OpenDialogOptions): Promise<string | null> => {
    const parent = window();
    const chosen = await (parent === null
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(parent, options));
    return chosen.filePaths[0] ?? null;
  };
  const save = async (options: SaveDialogOptions): Promise<string | null> => {
    const parent = window();
    const chosen = await (parent === null
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(parent, options));
    return chosen.canceled || chosen.filePath === '' ? null : chosen.filePath;
  };
  return {
    chooseDocument: () => {
      const { openDialogTitle, pdfFiles } = menuTexts[language()];
      return open({ title: openDialogTitle, filters: [{ name: pdfFiles, extensions: ['pdf'] }] });
    },
    chooseModule: () => {
      const { moduleDialogTitle, moduleFiles, allFiles } = menuTexts[language()];
      const filters = [
        { name: moduleFiles, extensions: ['dll', 'so', 'dylib'] },
        { name: allFiles, extensions: ['*'] },
      ];
      return open({ title: moduleDialogTitle, filters, properties: ['openFile'] });
    },
    chooseReportPath: (suggestedName) => {
      const filters = [{ name: 'JSON', extensions: ['json'] }];
      return save({ title: menuTexts[language()].reportDialogTitle, defaultPath: suggestedName, filters });
    },
    chooseScan: () => {
      const { scanDialogTitle, scanFiles } = menuTexts[language()];
      const filters = [{ name: scanFiles, extensions: ['pdf', 'jpg', 'jpeg', 'png'] }];
      return open({ title: scanDialogTitle, filters });
    },
    choosePaper: () => {
      const { paperDialogTitle, scanFiles } = menuTexts[language()];
      const filters = [{ name: scanFiles, extensions: ['pdf', 'jpg', 'jpeg', 'png'] }];
      return open({ title: paperDialogTitle, filters });
    },
    chooseRequestFile: () => {
      const { requestDialogTitle, requestFiles } = menuTexts[language()];
      return open({
        title: requestDialogTitle,
        filters: [{ name: requestFiles, extensions: ['sealrequest'] }],
      });
    },
    chooseRequestPath: (suggestedName) => {
      const { requestSaveTitle, requestFiles } = menuTexts[language()];
      const filters = [{ name: requestFiles, extensions: ['sealrequest'] }];
      return save({ title: requestSaveTitle, defaultPath: suggestedName, filters });
    },
    chooseNoticePath: (suggestedName) => {
      const { noticeDialogTitle, textFiles } = menuTexts[language()];
      const filters = [{ name: textFiles, extensions: ['txt'] }];
      return save({ title: noticeDialogTitle, defaultPath: suggestedName, filters });
    },
    chooseRegisterPath: (suggestedName) => {
      const filters = [{ name: 'CSV', extensions: ['csv'] }];
      return save({ title: menuTexts[language()].registerDialogTitle, defaultPath: suggestedName, filters });
    },
    chooseProofPath: (suggestedName) => {
      const filters = [{ name: 'JSON', extensions: ['json'] }];
      return save({ title: menuTexts[language()].proofDialogTitle, defaultPath: suggestedName, filters });
    },
    printPage: async () => {
      const contents = window()?.webContents;
      return contents === undefined ? success(false) : printPage(contents);
    },
  };
}
