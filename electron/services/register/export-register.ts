import { BYTE_ORDER_MARK, csvLine } from '../../core/bytes/csv.ts';
import { reusingUtf8 } from '../../core/bytes/encodings.ts';
import { localSecond, localZone } from '../../shared/local-time.ts';
import type { Language } from '../../shared/model/app-info.ts';
import { maskName } from '../../shared/model/personal-data.ts';
import type { ApprovalUse, RegisteredEntry, RegisterEntry } from '../../shared/model/register.ts';
import { acceptedText, askedText, resultText } from '../../shared/texts/code-text.ts';
import { registerWordsIn } from '../../shared/texts/register-words.ts';

/** A table in words and by the clock of this computer, for people; or every field with its codes and UTC, for programs. */
export type ExportFormat = 'csv' | 'json';

type Words = (typeof registerWordsIn)[Language];
type Cell = string | number | null;
type Column = readonly [title: string, of: (entry: RegisterEntry) => Cell];

/** The columns of a table of entries in one language. */
function columnsIn(language: Language): readonly Column[] {
  const words = registerWordsIn[language];
  const time = (iso: string | null | undefined): Cell =>
    iso === null || iso === undefined ? null : localSecond(iso);
  return [
    [`${words.time} (${localZone()})`, (entry) => time(entry.time)],
    [words.act, ({ act }) => words.acts[act]],
    [words.result, ({ result }) => resultText(result, language)],
    [words.file, ({ document }) => document?.name ?? null],
    [words.page, ({ document }) => document?.page ?? null],
    [words.pages, ({ document }) => document?.pages ?? null],
    [words.places, ({ places }) => places],
    [words.locks, ({ locks }) => (locks === true ? words.locksIs : null)],
    [words.sm3Before, ({ document }) => document?.sm3Before ?? null],
    [words.sm3After, ({ document }) => document?.sm3After ?? null],
    [words.seal, ({ seal }) => seal?.name ?? null],
    [words.esId, ({ seal }) => seal?.esId ?? null],
    [words.certificate, ({ certificate }) => certificate?.subject ?? null],
    [words.serial, ({ certificate }) => certificate?.serial ?? null],
    [words.token, ({ tokenSerial }) => tokenSerial],
    [words.purpose, ({ purpose }) => purpose],
    [words.counterpart, ({ counterpart }) => counterpart],
    [words.applicant, ({ people }) => people.applicant],
    [words.approver, ({ people }) => people.approver],
    [words.keeper, ({ people }) => people.keeper],
    [words.user, ({ people }) => people.user],
    [words.approval, ({ approval }) => approval],
    [words.reference, ({ reference }) => reference],
    [words.contractNumber, ({ office }) => office?.contractNumber ?? null],
    [words.copies, ({ office }) => office?.copies ?? null],
    [words.department, ({ office }) => office?.department ?? null],
    [words.requestNumber, ({ office }) => office?.requestNumber ?? null],
    [words.timeStamped, ({ timeStamped: is }) => (is === null ? null : words.timeStampedIs[`${is}`])],
    [words.voids, ({ voids }) => voids],
    [words.approvalUse, ({ approvalUse: use }) => (use === null ? null : words.claims[use.claim])],
    [words.onePerson, ({ approvalUse }) => rolesOf(approvalUse, words)],
    [words.platform, ({ known }) => known?.platform ?? null],
    [words.rules, ({ known }) => known?.profile ?? null],
    [words.askedAtUse, ({ known }) => (known === null ? null : askedText(known.asked, language))],
    [words.statusAsOf, ({ known }) => time(known?.statusAsOf)],
    [words.revocationListsAsOf, ({ known }) => time(known?.revocationListsAsOf)],
    [words.accepted, ({ accepted }) => acceptedText(accepted, language)],
  ];
}

/** Hides the names of people in entries that leave the enterprise. What was done stays as it is. */
export async function* withoutNames(
  entries: AsyncIterable<RegisteredEntry>,
): AsyncGenerator<RegisteredEntry> {
  const masked = (name: string | null): string | null => (name === null ? null : maskName(name));
  for await (const { index, entry } of entries) {
    const { applicant, approver, keeper, user } = entry.people;
    const people = {
      applicant: masked(applicant),
      approver: masked(approver),
      keeper: masked(keeper),
      user: masked(user),
    };
    yield { index, entry: { ...entry, people } };
  }
}

/** Lists the parts that one person had, such as 申请人=保管人; null for none. */
function rolesOf(use: ApprovalUse | null, words: Words): string | null {
  if (use === null || use.samePeople.length === 0) return null;
  return use.samePeople.map(({ one, other }) => `${words[one]}=${words[other]}`).join(' ');
}

/** A piece of the file is handed over at this length, so that a register of any size needs little memory. */
const PIECE_LENGTH = 16_384;

/**
 * Yields the pieces of a file for a spreadsheet (RFC 4180, with byte order mark), or of a JSON file, while entries come.
 * A piece is good until the next one is asked for, which lies in the same memory.
 * @param language of the words in the table; JSON has codes
 * @param counted is called once for each entry
 */
export async function* exportRegister(
  entries: AsyncIterable<RegisteredEntry>,
  { format, language }: { readonly format: ExportFormat; readonly language: Language },
  counted: () => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  const { head, row, between, tail } = format === 'csv' ? tableIn(language) : JSON_LAYOUT;
  const encoded = reusingUtf8(PIECE_LENGTH);
  const rows = [head];
  let length = head.length;
  let isFirst = true;
  for await (const entry of entries) {
    const text = (isFirst ? '' : between) + row(entry);
    rows.push(text);
    length += text.length;
    isFirst = false;
    counted();
    if (length < PIECE_LENGTH) continue;
    yield encoded(rows.splice(0).join(''));
    length = 0;
  }
  yield encoded(rows.join('') + tail(isFirst));
}

interface Layout {
  readonly head: string;
  readonly row: (entry: RegisteredEntry) => string;
  readonly between: string;
  /** @param isEmpty true when there was no row */
  readonly tail: (isEmpty: boolean) => string;
}

function tableIn(language: Language): Layout {
  const columns = columnsIn(language);
  const { number } = registerWordsIn[language];
  return {
    head: BYTE_ORDER_MARK + csvLine([number, ...columns.map(([title]) => title)]),
    row: ({ index, entry }) => csvLine([index + 1, ...columns.map(([, of]) => of(entry))]),
    between: '',
    tail: () => '',
  };
}

/** The form that `JSON.stringify` gives an array with an indent of two. */
const JSON_LAYOUT: Layout = {
  head: '[',
  row: (entry) => `\n  ${JSON.stringify(entry, null, 2).replaceAll('\n', '\n  ')}`,
  between: ',',
  tail: (isEmpty) => (isEmpty ? ']\n' : '\n]\n'),
};
