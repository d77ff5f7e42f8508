import type { SealTarget } from '../../core/signing/seal-request.ts';
import { plannedItem } from '../../services/approvals/find-item.ts';
import { sealDocument, type SealOrder, type StampedFile } from '../../services/sealing/seal-document.ts';
import { holdDocument } from '../../adapters/files/opened-document.ts';
import { sealFromFile } from '../../services/sealing-gate/create-gate.ts';
import type { ApprovalItem } from '../../shared/model/approval.ts';
import type { Home } from '../../home/home.ts';
import { oneFile, parseCommand, particularsOf, pinSourceOf, targetOf, usage } from '../arguments.ts';
import { type CommandContext, printPolicyProblems } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { readPin } from '../pin-input.ts';
import { printJson, printLine } from '../printing.ts';
import { printTrustedTime } from '../trusted-time.ts';
import { unwrap } from '../../shared/result.ts';
import { chooseSeal } from './choose-seal.ts';

const OPTIONS = {
  out: { type: 'string', short: 'o' },
  seal: { type: 'string' },
  'seal-file': { type: 'string' },
  token: { type: 'string' },
  page: { type: 'string' },
  at: { type: 'string' },
  field: { type: 'string' },
  approval: { type: 'string' },
  reason: { type: 'string' },
  purpose: { type: 'string' },
  counterpart: { type: 'string' },
  applicant: { type: 'string' },
  approver: { type: 'string' },
  keeper: { type: 'string' },
  'pin-env': { type: 'string' },
  'pin-stdin': { type: 'boolean' },
  'last-try': { type: 'boolean' },
  'no-time-stamp': { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof valuesOf>['values'];

const valuesOf = (args: readonly string[]) => parseCommand(args, OPTIONS);

/** `seal IN -o OUT --seal ESID|NAME …`: seals one document with a key. An approval names seal and place by itself. */
export async function seal(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = valuesOf(args);
  const inputPath = oneFile(positionals, 'input file');
  checkNames(values);
  const { approval: approvalId = null } = values;
  const given = approvalId !== null && !hasPlace(values) ? null : targetOf(values);
  const source = pinSourceOf(values);
  const particulars = particularsOf(values);

  const home = await context.home();
  const document = holdDocument(inputPath);
  try {
    const planned =
      approvalId === null ? null : unwrap(await plannedItem(approvalId, document.file, home.approvals));
    const place = await placeOf(values, { given, planned }, home);
    printPolicyProblems(home);
    const order = { ...place, document, approvalId, particulars };
    const pin = await readPin(source);
    try {
      report(unwrap(await sealDocument(order, pin, home.sealing)), values.json === true);
    } finally {
      pin.fill(0);
    }
  } finally {
    document.close();
  }
  return EXIT.done;
}

function checkNames({ out, seal: name, 'seal-file': file, approval }: Values): void {
  if (out === undefined || out === '') throw usage('-o OUT is needed');
  if (name === '' || (name === undefined && file === undefined && approval === undefined)) {
    throw usage('--seal ESID or NAME is needed');
  }
}

interface Wanted {
  /** The place that the person names; null when the approval is to name it. */
  readonly given: SealTarget | null;
  readonly planned: ApprovalItem | null;
}

/** Returns the seal, the place and the output that the options name, and the conditions of this use. */
async function placeOf(
  values: Values,
  { given, planned }: Wanted,
  home: Home,
): Promise<Omit<SealOrder, 'document' | 'approvalId' | 'particulars'>> {
  const { out = '', seal: name, token, 'seal-file': file, reason } = values;
  const wanted = name ?? (file === undefined ? planned?.esId : undefined);
  const chosen = await chooseSeal(home, { seal: wanted, token, file });
  const target = given ?? planned?.target;
  if (target === undefined) throw usage('give either --at X,Y or --field NAME');
  return {
    ...{ outputPath: out, chosen, target },
    lastTryConfirmed: values['last-try'] === true,
    rules: file === undefined ? [] : [sealFromFile],
    withoutTimeStamp: values['no-time-stamp'] === true,
    ...(reason === undefined ? {} : { reason }),
  };
}

function hasPlace({ at, field, page }: Parameters<typeof targetOf>[0]): boolean {
  return [at, field, page].some((value) => value !== undefined);
}

function report(sealed: StampedFile, json: boolean): void {
  const { trustedTime } = sealed;
  if (json) {
    printJson({
      ok: true,
      output: sealed.path,
      size: sealed.size,
      field: sealed.field,
      signedAt: sealed.signedAt,
      sm3: sealed.sm3After,
      trustedTime,
    });
    return;
  }
  printLine(`已盖章 sealed: ${sealed.path}`);
  printTrustedTime(trustedTime);
}
