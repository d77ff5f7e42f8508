import { CodedError } from '../../shared/errors.ts';
import { localDay } from '../../shared/local-time.ts';
import type { Language } from '../../shared/model/app-info.ts';
import { type RegisteredEntry, USE_ACTS } from '../../shared/model/register.ts';
import { registerWordsIn } from '../../shared/texts/register-words.ts';
import { useSheetTexts } from '../../shared/texts/use-sheet-texts.ts';
import type { Sheet } from '../sheets/write-sheet.ts';
import { entriesWhere } from './find-entries.ts';
import { voidedAmong } from './read-register.ts';
import type { RegisterStore } from './register-store.ts';

/** The period of a sheet, ISO 8601; undefined for no bound. */
interface Period {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** More uses than a person reads in one table. */
const MOST_USES = 20_000;

/**
 * Makes the office's sheet of seal uses (用印登记表): one use that made a file a row, the oldest first. Rejects with
 * REGISTER_SHEET_TOO_LONG and the codes of the store.
 */
export async function useSheet(
  { from, to }: Period,
  language: Language,
  store: Pick<RegisterStore, 'find'>,
): Promise<Sheet> {
  const uses: RegisteredEntry[] = [];
  const query = { acts: USE_ACTS, result: 'done', since: from, until: to } as const;
  for await (const use of entriesWhere(query, 'oldest', store)) {
    if (uses.length === MOST_USES) {
      throw new CodedError('REGISTER_SHEET_TOO_LONG', 'more uses than a sheet takes', { most: MOST_USES });
    }
    uses.push(use);
  }
  const words = registerWordsIn[language];
  const texts = useSheetTexts[language];
  const voided = await voidedAmong(uses, store);
  return {
    name: texts.title,
    heading: [texts.title, texts.period(dayOr(from, uses[0]), dayOr(to, uses.at(-1)), uses.length)],
    columns: [
      { title: words.number, width: 7 },
      { title: texts.day, width: 12 },
      { title: texts.fileName, width: 32 },
      { title: words.contractNumber, width: 16 },
      { title: words.copies, width: 7 },
      { title: words.seal, width: 22 },
      { title: words.purpose, width: 24 },
      { title: words.counterpart, width: 24 },
      { title: words.department, width: 14 },
      { title: words.applicant, width: 10 },
      { title: words.approver, width: 10 },
      { title: words.requestNumber, width: 16 },
      { title: words.approval, width: 16 },
      { title: words.keeper, width: 10 },
      { title: texts.remark, width: 12 },
    ],
    rows: uses.map((use) => rowOf(use, voided, words.voidMark)),
  };
}

function rowOf({ index, entry }: RegisteredEntry, voided: readonly string[], voidMark: string) {
  const { document, seal, people, office } = entry;
  const made = document?.sm3After ?? null;
  return [
    index + 1,
    localDay(entry.time),
    document?.name ?? null,
    office?.contractNumber ?? null,
    office?.copies ?? null,
    seal?.name ?? entry.certificate?.subject ?? null,
    entry.purpose,
    entry.counterpart,
    office?.department ?? null,
    people.applicant,
    people.approver,
    office?.requestNumber ?? null,
    entry.approval,
    people.keeper,
    made !== null && voided.includes(made) ? voidMark : null,
  ];
}

const dayOr = (bound: string | undefined, use: RegisteredEntry | undefined): string =>
  localDay(bound ?? use?.entry.time ?? '');
