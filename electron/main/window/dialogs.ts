import {
  type BrowserWindow,
  clipboard,
  dialog,
  type MessageBoxOptions,
  type OpenDialogOptions,
  type SaveDialogOptions,
  type WebContents,
} from 'electron';
import { dirname, join } from 'node:path';
import type { Language } from '../../shared/model/app-info.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { APPROVAL_FILES } from '../../shared/model/approval.ts';
import type { OfficeCallFile } from '../../shared/model/office-system.ts';
import { CONVERTIBLE_EXTENSIONS } from '../../shared/model/conversion.ts';
import { DOCUMENT_EXTENSIONS } from '../../shared/model/document-view.ts';
import { menuTexts } from '../../shared/texts/system-texts.ts';

/**
 * The system's dialogs, one at a time. Each answers null where the person changes their mind, and at once while
 * another one is open.
 */
export interface Dialogs {
  chooseDocument(): Promise<string | null>;
  /** One document or several. */
  chooseDocuments(purpose: 'verify' | 'seal'): Promise<readonly string[] | null>;
  /** @param purpose what is done with the folder: its documents verified or sealed, or sealed files written into it */
  chooseFolder(
    purpose: 'verify' | 'seal' | 'sealed' | 'office' | 'results' | 'audit' | 'updates',
  ): Promise<string | null>;
  /** A backup of a register, or an exported one. */
  chooseAuditFile(): Promise<string | null>;
  chooseEvidencePackage(): Promise<string | null>;
  chooseModule(): Promise<string | null>;
  /** A signed list of trust and makers. */
  chooseTrustList(): Promise<string | null>;
  /** The settings that a platform has handed out. */
  choosePlatformFile(): Promise<string | null>;
  /** An offline bundle of a platform. */
  chooseBundle(): Promise<string | null>;
  /** Where a new file is to lie; the system asks before one is replaced. */
  chooseReportPath(suggestedName: string): Promise<string | null>;
  /** @param extension of the files that are shown, without its dot */
  chooseExportPath(
    suggestedName: string,
    extension: string,
    what: 'verification' | 'sealings' | 'register' | 'handover' | 'support' | 'bundle' | 'written',
  ): Promise<string | null>;
  chooseProofPath(suggestedName: string): Promise<string | null>;
  /** Prints what the window shows to printers; false where the person changes their mind. */
  printPage(sheet: PrintedSheet): Promise<Result<boolean>>;
  /** Makes a PDF of what the window shows to printers. Fails with COPY_NOT_DRAWN. */
  pagePdf(): Promise<Result<Uint8Array>>;
  chooseNoticePath(kind: 'loss' | 'void'): Promise<string | null>;
  /** A file of presets. */
  choosePresetFile(): Promise<string | null>;
  choosePresetPath(suggestedName: string): Promise<string | null>;
  /** Asks whether the system is to open the address of a link; false also while another dialog is open. */
  confirmLink(address: string): Promise<boolean>;
  /** Copies text to the clipboard. Fails with the code that its place has for that. */
  copyText(text: string, failed: 'LIFE_NOTICE_NOT_COPIED' | 'TEXT_NOT_COPIED'): Promise<Result<null>>;
  /** The scan of an approval on paper. */
  chooseScan(): Promise<string | null>;
  /** The picture of a signature. */
  chooseSignaturePicture(): Promise<string | null>;
  /** A paper for an application, PDF or picture. */
  choosePaper(): Promise<string | null>;
  /** The certificate of an office system. */
  chooseCertificate(): Promise<string | null>;
  /** The token that an office system has given out, or the authorities of its server. */
  chooseCallFile(kind: OfficeCallFile): Promise<string | null>;
  /** A request for approval that came by mail. */
  chooseRequestFile(): Promise<string | null>;
  chooseRequestPath(suggestedName: string): Promise<string | null>;
}

/** What is printed: the register lies across the paper, a copy of a document says itself how each page lies. */
type PrintedSheet = 'register' | 'copy';

interface DialogParts {
  readonly window: () => BrowserWindow | null;
  readonly language: () => Language;
}

export function createDialogs({ window, language }: DialogParts): Dialogs {
  let isOpen = false;
  // Electron 43 and later begin in the folder for downloads each time: people go on where they were.
  let folder: string | null = null;
  const alone = async <T>(meanwhile: T, show: () => Promise<T>): Promise<T> => {
    if (isOpen) return meanwhile;
    isOpen = true;
    return show().finally(() => (isOpen = false));
  };
  const openAll = (asked: OpenDialogOptions): Promise<readonly string[] | null> =>
    alone(null, async () => {
      const parent = window();
      const options = folder === null ? asked : { ...asked, defaultPath: folder };
      const { filePaths } = await (parent === null
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(parent, options));
      const [first] = filePaths;
      if (first === undefined) return null;
      folder = dirname(first);
      return filePaths;
    });
  const open = async (options: OpenDialogOptions): Promise<string | null> =>
    (await openAll(options))?.[0] ?? null;
  const save = (asked: SaveDialogOptions & { readonly defaultPath: string }): Promise<string | null> =>
    alone(null, async () => {
      const parent = window();
      const options = folder === null ? asked : { ...asked, defaultPath: join(folder, asked.defaultPath) };
      const { canceled, filePath } = await (parent === null
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(parent, options));
      if (canceled || filePath === '') return null;
      folder = dirname(filePath);
      return filePath;
    });
  return {
    chooseDocument: () => {
      const { openDialogTitle, documentFiles, convertibleFiles } = menuTexts[language()];
      const filters = [
        { name: convertibleFiles, extensions: [...DOCUMENT_EXTENSIONS, ...CONVERTIBLE_EXTENSIONS] },
        { name: documentFiles, extensions: [...DOCUMENT_EXTENSIONS] },
      ];
      return open({ title: openDialogTitle, filters });
    },
    chooseDocuments: (purpose) => {
      const { documentsTitles, documentFiles } = menuTexts[language()];
      const filters = [{ name: documentFiles, extensions: [...DOCUMENT_EXTENSIONS] }];
      const title = documentsTitles[purpose];
      return openAll({ title, filters, properties: ['openFile', 'multiSelections'] });
    },
    chooseFolder: (purpose) =>
      open({ title: menuTexts[language()].folderTitles[purpose], properties: ['openDirectory'] }),
    chooseAuditFile: () => {
      const { auditFileTitle, auditFiles, allFiles } = menuTexts[language()];
      const filters = [
        { name: auditFiles, extensions: ['json', 'backup', 'db'] },
        { name: allFiles, extensions: ['*'] },
      ];
      return open({ title: auditFileTitle, filters });
    },
    chooseEvidencePackage: () => {
      const { packageTitle, packageFiles } = menuTexts[language()];
      return open({ title: packageTitle, filters: [{ name: packageFiles, extensions: ['zip'] }] });
    },
    chooseModule: () => {
      const { moduleDialogTitle, moduleFiles, allFiles } = menuTexts[language()];
      const filters = [
        { name: moduleFiles, extensions: ['dll', 'so', 'dylib'] },
        { name: allFiles, extensions: ['*'] },
      ];
      return open({ title: moduleDialogTitle, filters, properties: ['openFile'] });
    },
    chooseTrustList: () => {
      const { trustListDialogTitle, trustListFiles } = menuTexts[language()];
      return open({
        title: trustListDialogTitle,
        filters: [{ name: trustListFiles, extensions: ['json'] }],
      });
    },
    choosePlatformFile: () => {
      const { platformDialogTitle, platformFiles } = menuTexts[language()];
      return open({ title: platformDialogTitle, filters: [{ name: platformFiles, extensions: ['json'] }] });
    },
    chooseBundle: () => {
      const { bundleDialogTitle, bundleFiles } = menuTexts[language()];
      return open({ title: bundleDialogTitle, filters: [{ name: bundleFiles, extensions: ['zip'] }] });
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
    chooseSignaturePicture: () => {
      const { pictureDialogTitle, pictureFiles } = menuTexts[language()];
      const filters = [{ name: pictureFiles, extensions: ['png', 'jpg', 'jpeg', 'bmp', 'gif'] }];
      return open({ title: pictureDialogTitle, filters });
    },
    choosePaper: () => {
      const { paperDialogTitle, scanFiles } = menuTexts[language()];
      const filters = [{ name: scanFiles, extensions: ['pdf', 'jpg', 'jpeg', 'png'] }];
      return open({ title: paperDialogTitle, filters });
    },
    chooseCertificate: () => {
      const { certificateDialogTitle, certificateFiles } = menuTexts[language()];
      const filters = [{ name: certificateFiles, extensions: ['pem', 'cer', 'crt', 'der'] }];
      return open({ title: certificateDialogTitle, filters });
    },
    chooseCallFile: (kind) => {
      const { callFileTitles, certificateFiles, allFiles } = menuTexts[language()];
      const pem = { name: certificateFiles, extensions: ['pem', 'crt', 'cer'] };
      const any = { name: allFiles, extensions: ['*'] };
      return open({ title: callFileTitles[kind], filters: kind === 'token' ? [any] : [pem, any] });
    },
    chooseRequestFile: () => {
      const { requestDialogTitle, requestFiles } = menuTexts[language()];
      return open({
        title: requestDialogTitle,
        filters: [{ name: requestFiles, extensions: Object.values(APPROVAL_FILES) }],
      });
    },
    chooseRequestPath: (suggestedName) => {
      const { requestSaveTitle, requestFiles } = menuTexts[language()];
      const filters = [{ name: requestFiles, extensions: [APPROVAL_FILES.request] }];
      return save({ title: requestSaveTitle, defaultPath: suggestedName, filters });
    },
    chooseNoticePath: (kind) => {
      const { noticeTitles, textFiles } = menuTexts[language()];
      const filters = [{ name: textFiles, extensions: ['txt'] }];
      return save({ title: noticeTitles[kind], defaultPath: `${kind}-notice.txt`, filters });
    },
    chooseExportPath: (suggestedName, extension, what) => {
      const filters = [{ name: extension.toUpperCase(), extensions: [extension] }];
      return save({ title: menuTexts[language()].exportTitles[what], defaultPath: suggestedName, filters });
    },
    chooseProofPath: (suggestedName) => {
      const filters = [{ name: 'JSON', extensions: ['json'] }];
      return save({ title: menuTexts[language()].proofDialogTitle, defaultPath: suggestedName, filters });
    },
    choosePresetFile: () => {
      const { presetOpenTitle, presetFiles } = menuTexts[language()];
      return open({ title: presetOpenTitle, filters: [{ name: presetFiles, extensions: ['sealpresets'] }] });
    },
    choosePresetPath: (suggestedName) => {
      const { presetSaveTitle, presetFiles } = menuTexts[language()];
      const filters = [{ name: presetFiles, extensions: ['sealpresets'] }];
      return save({ title: presetSaveTitle, defaultPath: suggestedName, filters });
    },
    confirmLink: (address) =>
      alone(false, async () => {
        const { linkTitle, linkText, linkOpen, linkCancel } = menuTexts[language()];
        const options: MessageBoxOptions = {
          type: 'question',
          title: linkTitle,
          message: linkText,
          detail: address,
          buttons: [linkCancel, linkOpen],
          defaultId: 0,
          cancelId: 0,
        };
        const parent = window();
        const { response } = await (parent === null
          ? dialog.showMessageBox(options)
          : dialog.showMessageBox(parent, options));
        return response === 1;
      }),
    copyText,
    printPage: (sheet) =>
      alone(success(false), async () => {
        const contents = window()?.webContents;
        return contents === undefined ? success(false) : printPage(contents, sheet);
      }),
    pagePdf: async () => {
      try {
        const made = await window()?.webContents.printToPDF({ preferCSSPageSize: true, pageSize: 'A4' });
        return made === undefined ? failure({ code: 'COPY_NOT_DRAWN' }) : success(made);
      } catch (error) {
        return failure({ code: 'COPY_NOT_DRAWN', details: { reason: String(error) } });
      }
    },
  };
}

/** What Electron calls it where the person closes the system's dialog. */
const CANCELLED = 'Print job canceled';

/**
 * Opens the system's print dialog for a page. False where the person changes their mind; fails with
 * REGISTER_NOT_PRINTED or COPY_NOT_PRINTED where there is no printer, or it does not print.
 */
function printPage(contents: WebContents, sheet: PrintedSheet): Promise<Result<boolean>> {
  const code = sheet === 'register' ? 'REGISTER_NOT_PRINTED' : 'COPY_NOT_PRINTED';
  return new Promise((resolve) => {
    contents.print({ landscape: sheet === 'register', pageSize: 'A4' }, (printed, reason) => {
      if (printed || reason === CANCELLED) resolve(success(printed));
      else resolve(failure({ code, details: { reason } }));
    });
  });
}

/** The system may refuse a copy after Electron has begun it: success is known once its promise is kept. */
async function copyText(text: string, failed: ErrorCode): Promise<Result<null>> {
  try {
    await clipboard.writeText(text);
    return success(null);
  } catch {
    return failure({ code: failed });
  }
}
