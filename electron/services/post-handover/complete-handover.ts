import { toHex, utf8Bytes } from '../../core/bytes/encodings.ts';
import { PRESET_FILE_EXTENSION } from '../../core/presets/preset-file.ts';
import type { Language } from '../../shared/model/app-info.ts';
import type { CompletedHandover, HandoverRemarks } from '../../shared/model/post-handover.ts';
import { resultOf, success, unwrap, type Result } from '../../shared/result.ts';
import { handoverSheetTexts } from '../../shared/texts/handover-texts.ts';
import { fileNameOf } from '../documents/file-facts.ts';
import { sheetHtml } from '../drawn-pages/sheet-html.ts';
import type { PackedFonts } from '../drawn-pages/sheet-pdf.ts';
import type { Sheet } from '../drawn-pages/sheet.ts';
import { exportPresets } from '../presets/presets.ts';
import { newEntry, recordEntry } from '../register/record-entry.ts';
import { handoverSheet } from './handover-sheet.ts';
import { completableHandover, dropHandover, type HandoverPorts } from './post-handover.ts';

export interface CompletionPorts extends HandoverPorts {
  /** Writes new files, none of them if one of the names is taken. @throws CodedError OUTPUT_EXISTS, OUTPUT_UNWRITABLE */
  readonly writeNew: (files: readonly (readonly [path: string, bytes: Uint8Array])[]) => void;
  /** @throws CodedError of the font files */
  readonly readFonts: () => PackedFonts;
}

export interface CompletionOrder {
  readonly remarks: HandoverRemarks;
  /** Absolute path of the list: HTML if it ends so, otherwise PDF. The presets go beside it. */
  readonly path: string;
  readonly language: Language;
}

const EXTENSION = /\.(?:pdf|html?)$/i;

/**
 * Completes the handover that is under way: writes the list (交接清单) and the presets, notes the act in the register with
 * the three people and the hash of the list, and ends it. Fails with HANDOVER_NOT_BEGUN, HANDOVER_UNFINISHED, OUTPUT_EXISTS
 * and the codes of the files and the store; it then remains under way.
 */
export function completeHandover(
  { remarks, path, language }: CompletionOrder,
  ports: CompletionPorts,
): Promise<Result<CompletedHandover>> {
  return resultOf(async () => {
    const view = await completableHandover(remarks, ports);
    const { number, post, reason, from, to, witness, keys } = view.handover;
    const { engine, clock } = ports.recording;
    const presetPath =
      view.presets.length === 0 ? null : `${path.replace(EXTENSION, '')}${PRESET_FILE_EXTENSION}`;
    const presetFile = presetPath === null ? null : fileNameOf(presetPath);
    const completedAt = clock.now();
    const sheet = handoverSheet(
      view,
      { remarks, completedAt: completedAt.toISOString(), presetFile },
      language,
    );
    const bytes = await bytesOf(sheet, path, completedAt, ports);
    const presets =
      presetPath === null ? [] : [[presetPath, unwrap(await exportPresets(null, ports.records))] as const];
    ports.writeNew([[path, bytes], ...presets]);
    const entry = {
      ...newEntry('handedOver', success(null), clock),
      document: {
        ...{ name: fileNameOf(path), sm3Before: toHex(engine.sm3(bytes)), sm3After: null },
        ...{ page: null, pages: null },
      },
      tokenSerial: keys.length === 1 ? (keys[0]?.serial ?? null) : null,
      purpose: reason === '' ? post : `${post}：${reason}`,
      people: { applicant: from, approver: witness, keeper: to, user: null },
      reference: number,
    };
    unwrap(await recordEntry(entry, ports.recording));
    unwrap(await dropHandover(ports));
    return { number, files: [fileNameOf(path), ...(presetFile === null ? [] : [presetFile])] };
  });
}

async function bytesOf(
  sheet: Sheet,
  path: string,
  createdAt: Date,
  ports: CompletionPorts,
): Promise<Uint8Array> {
  if (/\.html?$/i.test(path)) return utf8Bytes(sheetHtml(sheet));
  const { sheetPdf } = await import('../drawn-pages/sheet-pdf.ts');
  const pageLabel = handoverSheetTexts[sheet.language].page;
  return sheetPdf(sheet, { fonts: ports.readFonts(), createdAt, pageLabel });
}
