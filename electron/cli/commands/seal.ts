import type { SealingGate, StampedFile } from '../../services/seal-document.ts';
import { sealFromFile } from '../../services/sealing-gate/rules/seal-from-file.ts';
import { createSealingGate, type GateRules } from '../../services/sealing-gate/create-gate.ts';
import { existsSync } from 'node:fs';
import { plannedItem } from '../../services/approvals/planned-item.ts';
import { sealApproved } from '../../services/approvals/seal-approved.ts';
import type { SealTarget } from '../../core/signing/index.ts';
import type { ApprovalItem } from '../../shared/model/approval.ts';
import { approvalPartsOf } from '../approvals.ts';
import { oneFile, parseCommand, particularsOf, pinSourceOf, targetOf, usage } from '../arguments.ts';
import type { Composition } from '../composition.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { readPin } from '../pin-input.ts';
import { printJson, printLine } from '../printing.ts';
import { delegationRule, sealingRulesOf } from '../sealing-rules.ts';
import { printTrustedTime, trustedTimeFor } from '../trusted-time.ts';
import { unwrap } from '../unwrap.ts';
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

/** `seal IN -o OUT --seal ESID|NAME …`: seals one document with a key. An approval names seal and place by itself. */
export async function seal(args: readonly string[], parts: Composition): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  const inputPath = oneFile(positionals, 'input file');
  const { out, seal: name, token, 'seal-file': file, approval: approvalId = null } = values;
  if (out === undefined || out === '') throw usage('-o OUT is needed');
  if (name === '' || (name === undefined && file === undefined && approvalId === null)) {
    throw usage('--seal ESID or NAME is needed');
  }
  const given = approvalId !== null && !hasPlace(values) ? null : targetOf(values);
  const source = pinSourceOf(values);
  const particulars = particularsOf(values);

  const world = unwrap(await parts.world());
  const approvals = await approvalPartsOf(parts, world);
  const planned = approvalId === null ? null : unwrap(await plannedItem(approvalId, inputPath, approvals));
  const wanted = name ?? (file === undefined ? planned?.esId : undefined);
  const chosen = await chooseSeal(parts, world, { seal: wanted, token, file });
  const target = given ?? placeOf(planned);
  const reason = values.reason === undefined ? {} : { reason: values.reason };
  const lastTryConfirmed = values['last-try'] === true;
  const request = { inputPath, outputPath: out, chosen, target, lastTryConfirmed, ...reason };
  const pin = await readPin(source);
  try {
    const situation = await sealingRulesOf(parts, world);
    const purpose = approvalId === null ? particulars.purpose : null;
    const delegation = delegationRule(parts, world, purpose);
    const own = file === undefined ? [delegation] : [delegation, sealFromFile];
    const gate = (rules: readonly GateRules[]): SealingGate =>
      createSealingGate(situation, [...own, ...rules]);
    const documents = await parts.documents();
    const { files } = approvals;
    const timeStamp =
      values['no-time-stamp'] === true ? undefined : await trustedTimeFor(chosen.info, parts, world);
    const ports = {
      ...{ documents, files, tokens: parts.tokens(world), gate, approvals, exists: existsSync },
      ...(timeStamp === undefined ? {} : { timeStamp }),
    };
    report(unwrap(await sealApproved(request, approvalId, particulars, pin, ports)), values.json === true);
  } finally {
    pin.fill(0);
  }
  return EXIT.done;
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
