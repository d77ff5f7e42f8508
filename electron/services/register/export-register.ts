import { BYTE_ORDER_MARK, csvLine } from '../../core/bytes/csv.ts';
import { reusingUtf8 } from '../../core/bytes/encodings.ts';
import { maskName } from '../../shared/model/personal-data.ts';
import type { ApprovalUse, RegisteredEntry, RegisterEntry } from '../../shared/model/register.ts';

export type ExportFormat = 'csv' | 'json';

const COLUMNS: readonly (readonly [title: string, of: (entry: RegisterEntry) => string | number | null])[] = [
  ['时间 Time', ({ time }) => time],
  ['事项 Act', ({ act }) => act],
  ['结果 Result', ({ result }) => result],
  ['文件 File', ({ document }) => document?.name ?? null],
  ['页码 Page', ({ document }) => document?.page ?? null],
  ['总页数 Pages', ({ document }) => document?.pages ?? null],
  ['各处印章 Places', ({ places }) => places],
  ['盖章前 SM3 before', ({ document }) => document?.sm3Before ?? null],
  ['盖章后 SM3 after', ({ document }) => document?.sm3After ?? null],
  ['印章 Seal', ({ seal }) => seal?.name ?? null],
  ['印章编码 esID', ({ seal }) => seal?.esId ?? null],
  ['证书 Certificate', ({ certificate }) => certificate?.subject ?? null],
  ['证书序列号 Certificate serial', ({ certificate }) => certificate?.serial ?? null],
  ['Key 序列号 Token', ({ tokenSerial }) => tokenSerial],
  ['用途 Purpose', ({ purpose }) => purpose],
  ['相对方 Counterpart', ({ counterpart }) => counterpart],
  ['申请人 Applicant', ({ people }) => people.applicant],
  ['审批人 Approver', ({ people }) => people.approver],
  ['保管人 Keeper', ({ people }) => people.keeper],
  ['用印人 User', ({ people }) => people.user],
  ['审批编号 Approval', ({ approval }) => approval],
  ['业务编号 Reference', ({ reference }) => reference],
  ['时间戳 Time stamp', ({ timeStamped }) => (timeStamped === null ? null : String(timeStamped))],
  ['作废文件 SM3 voided', ({ voids }) => voids],
  ['审批使用 Use of the approval', ({ approvalUse }) => approvalUse?.claim ?? null],
  ['一人兼任 One person as', ({ approvalUse }) => rolesOf(approvalUse)],
  ['平台 Platform', ({ known }) => known?.platform ?? null],
  ['规则 Rules', ({ known }) => known?.profile ?? null],
  ['用印时询问 Asked at use', ({ known }) => known?.asked ?? null],
  ['状态截至 Status as of', ({ known }) => known?.statusAsOf ?? null],
  ['撤销列表截至 Revocation lists as of', ({ known }) => known?.revocationListsAsOf ?? null],
  ['体检确认 Accepted findings', ({ accepted }) => accepted?.join(' ') ?? null],
];

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

/** Lists the parts that one person had, such as applicant=keeper; null for none. */
function rolesOf(use: ApprovalUse | null): string | null {
  if (use === null || use.samePeople.length === 0) return null;
  return use.samePeople.map(({ one, other }) => `${one}=${other}`).join(' ');
}

/** A piece of the file is handed over at this length, so that a register of any size needs little memory. */
const PIECE_LENGTH = 16_384;

/**
 * Yields the pieces of a file for a spreadsheet (RFC 4180, with byte order mark), or of a JSON file, while entries come.
 * A piece is good until the next one is asked for, which lies in the same memory.
 * @param counted is called once for each entry
 */
export async function* exportRegister(
  entries: AsyncIterable<RegisteredEntry>,
  format: ExportFormat,
  counted: () => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  const { head, row, between, tail } = FORMATS[format];
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

/** JSON has the form that `JSON.stringify` gives an array with an indent of two. */
const FORMATS: Readonly<Record<ExportFormat, Layout>> = {
  csv: {
    head: BYTE_ORDER_MARK + csvLine(['序号 No.', ...COLUMNS.map(([title]) => title)]),
    row: ({ index, entry }) => csvLine([index + 1, ...COLUMNS.map(([, of]) => of(entry))]),
    between: '',
    tail: () => '',
  },
  json: {
    head: '[',
    row: (entry) => `\n  ${JSON.stringify(entry, null, 2).replaceAll('\n', '\n  ')}`,
    between: ',',
    tail: (isEmpty) => (isEmpty ? ']\n' : '\n]\n'),
  },
};
