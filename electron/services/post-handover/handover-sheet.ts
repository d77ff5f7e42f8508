import type { Language } from '../../shared/model/app-info.ts';
import type { HandedKeyState, HandoverRemarks, HandoverView } from '../../shared/model/post-handover.ts';
import { handoverSheetTexts } from '../../shared/texts/handover-texts.ts';
import { beijingTime, type Sheet, type SheetBlock } from '../drawn-pages/sheet.ts';

/** What the list says beyond the handover itself. */
export interface SheetFacts {
  readonly remarks: HandoverRemarks;
  /** ISO 8601 */
  readonly completedAt: string;
  /** The name of the file with the presets; null if there are none. */
  readonly presetFile: string | null;
}

type Texts = (typeof handoverSheetTexts)[Language];

/** Room for a signature by hand in a row of the table: three lines of one space each, since empty ones take none. */
const ROOM = '\u00a0\n\u00a0\n\u00a0';

/** Lays out the list of a handover (交接清单), which the three people sign on paper or seal. It names no PIN. */
export function handoverSheet(view: HandoverView, facts: SheetFacts, language: Language): Sheet {
  const texts = handoverSheetTexts[language];
  const { number, post, reason, startedAt, from, to, witness } = view.handover;
  return {
    language,
    title: texts.title,
    notice: texts.notice(number),
    blocks: [
      { kind: 'heading', text: texts.facts },
      {
        kind: 'facts',
        rows: [
          [texts.post, post],
          ...(reason === '' ? [] : [[texts.reason, reason] as const]),
          [texts.from, from],
          [texts.to, to],
          [texts.witness, witness],
          [texts.started, beijingTime(startedAt, language)],
          [texts.completed, beijingTime(facts.completedAt, language)],
        ],
      },
      { kind: 'heading', text: texts.keys },
      keysBlock(view.keys, facts.remarks, language, texts),
      { kind: 'paragraph', text: texts.pinNever },
      { kind: 'heading', text: texts.presets },
      ...presetBlocks(view.presets, facts.presetFile, texts),
      { kind: 'heading', text: texts.approvals },
      ...approvalBlocks(view, texts),
      { kind: 'heading', text: texts.register },
      { kind: 'paragraph', text: texts.registerSize(view.registerSize) },
      { kind: 'heading', text: texts.signatures },
      {
        kind: 'table',
        head: [texts.role, texts.name, texts.signature, texts.day],
        widths: [0.18, 0.22, 0.36, 0.24],
        rows: [
          [texts.from, from],
          [texts.to, to],
          [texts.witness, witness],
        ].map(([role = '', name = '']) => ({ cells: [role, name, ROOM, ''] })),
      },
    ],
  };
}

function keysBlock(
  keys: readonly HandedKeyState[],
  remarks: HandoverRemarks,
  language: Language,
  texts: Texts,
): SheetBlock {
  if (keys.length === 0) return { kind: 'paragraph', text: texts.noKeys };
  return {
    kind: 'table',
    head: [texts.key, texts.seals, texts.state],
    widths: [0.28, 0.36, 0.36],
    rows: keys.map(({ label, serial, seals, takenBy, pinChangedAt }) => {
      const remark = (remarks[serial] ?? '').trim();
      const lines = [
        takenBy === null ? texts.returned : texts.taken(takenBy),
        pinChangedAt === null ? texts.pinKept : texts.pinChanged(beijingTime(pinChangedAt, language)),
        ...(remark === '' ? [] : [texts.remark(remark)]),
      ];
      return { cells: [`${label}\n${serial}`, seals.join('\n'), lines.join('\n')] };
    }),
  };
}

function presetBlocks(
  presets: readonly string[],
  presetFile: string | null,
  texts: Texts,
): readonly SheetBlock[] {
  if (presets.length === 0) return [{ kind: 'paragraph', text: texts.noPresets }];
  const file: readonly SheetBlock[] =
    presetFile === null ? [] : [{ kind: 'paragraph', text: texts.presetFile(presetFile) }];
  return [{ kind: 'list', items: presets }, ...file];
}

function approvalBlocks({ approvals }: HandoverView, texts: Texts): readonly SheetBlock[] {
  if (approvals.length === 0) return [{ kind: 'paragraph', text: texts.noApprovals }];
  const states: Readonly<Record<string, string>> = texts.approvalStates;
  const table: SheetBlock = {
    kind: 'table',
    head: [texts.approval, texts.applicant, texts.purpose, texts.approvalState],
    widths: [0.26, 0.16, 0.28, 0.3],
    rows: approvals.map(({ number, applicant, purpose, state, openFiles, standing }) => {
      const lines = [states[state] ?? state, texts.openFiles(openFiles), texts.standings[standing]];
      return { cells: [number, applicant, purpose, lines.join('\n')] };
    }),
  };
  return [table, { kind: 'paragraph', text: texts.approvalsStay }];
}
