import { existsSync } from 'node:fs';
import type { SealTarget } from '../../core/signing/index.ts';
import { plannedItem } from '../../services/approvals/find-item.ts';
import { sealApproved, type ApprovedSealPorts } from '../../services/approvals/seal-approved.ts';
import type { ChosenSeal, SealRequest, StampedFile } from '../../services/sealing/seal-document.ts';
import { sealFromFile } from '../../services/sealing-gate/rules/seal-from-file.ts';
import type { ApprovalItem } from '../../shared/model/approval.ts';
import type { ApprovalHomePorts, Home } from '../../home/home.ts';
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
  const { approvals } = home;
  const planned = approvalId === null ? null : unwrap(await plannedItem(approvalId, inputPath, approvals));
  const request = await requestOf(values, { inputPath, given, planned }, home);
  const pin = await readPin(source);
  try {
    const ports = await portsOf(values, request.chosen, { ...particulars, approvals }, home);
    report(unwrap(await sealApproved(request, approvalId, particulars, pin, ports)), values.json === true);
  } finally {
    pin.fill(0);
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
  readonly inputPath: string;
  /** Where the person says that the seal goes; null where the approval is to say it. */
  readonly given: SealTarget | null;
  readonly planned: ApprovalItem | null;
}

/** Which document is sealed with what and where. */
async function requestOf(
  values: Values,
  { inputPath, given, planned }: Wanted,
  home: Home,
): Promise<SealRequest> {
  const { out = '', seal: name, token, 'seal-file': file } = values;
  const wanted = name ?? (file === undefined ? planned?.esId : undefined);
  const chosen = await chooseSeal(home, { seal: wanted, token, file });
  const target = given ?? placeOf(planned);
  const reason = values.reason === undefined ? {} : { reason: values.reason };
  const lastTryConfirmed = values['last-try'] === true;
  return { inputPath, outputPath: out, chosen, target, lastTryConfirmed, ...reason };
}

/** What sealing works with: documents, keys, the rules that are asked, and who stamps the time. */
async function portsOf(
  values: Values,
  { info }: ChosenSeal,
  { purpose, approvals }: { readonly purpose: string; readonly approvals: ApprovalHomePorts },
  home: Home,
): Promise<ApprovedSealPorts> {
  printPolicyProblems(home);
  // What an approver has judged is not judged again by the keeper's own words.
  const judged = values.approval === undefined ? purpose : null;
  const own = values['seal-file'] === undefined ? [] : [sealFromFile];
  const asked = values['no-time-stamp'] !== true;
  const timeStamp = asked ? await home.trustedTimes(info) : undefined;
  return {
    documents: home.documents,
    files: approvals.files,
    tokens: home.tokens,
    gate: (rules) => home.gate(judged, [...own, ...rules]),
    approvals,
    exists: existsSync,
    ...(timeStamp === undefined ? {} : { timeStamp }),
  };
}

function hasPlace({ at, field, page }: Parameters<typeof targetOf>[0]): boolean {
  return [at, field, page].some((value) => value !== undefined);
}

/** Where the approval says that the seal goes. */
function placeOf(planned: ApprovalItem | null): SealTarget {
  if (planned === null) throw usage('give either --at X,Y or --field NAME');
  return planned.target;
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
