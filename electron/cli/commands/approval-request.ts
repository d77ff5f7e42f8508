import { resolve } from 'node:path';
import { holdDocument } from '../../adapters/files/opened-document.ts';
import { enterpriseOf } from '../../core/approval/decision.ts';
import { certificateOrNull } from '../../core/x509/certificate.ts';
import { describeItem, makeRequest } from '../../services/approvals/make-request.ts';
import type { Clock } from '../../services/ports/clock.ts';
import type { ApprovalItem } from '../../shared/model/approval.ts';
import { printApproval } from '../approvals.ts';
import { dayOf, parseCommand, targetOf, usage } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { unwrap } from '../../shared/result.ts';
import { chooseSeal } from './choose-seal.ts';

const OPTIONS = {
  seal: { type: 'string' },
  token: { type: 'string' },
  page: { type: 'string' },
  at: { type: 'string' },
  field: { type: 'string' },
  applicant: { type: 'string' },
  purpose: { type: 'string' },
  counterpart: { type: 'string' },
  'valid-until': { type: 'string' },
  json: { type: 'boolean' },
} as const;

const DEFAULT_DAYS = 7;
const DAY_MS = 86_400_000;

/** `approval request FILE… --seal … --at … --applicant NAME`: one request for any number of files. */
export async function approvalRequest(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  const { seal, token, applicant, purpose = '', counterpart = '', 'valid-until': until } = values;
  if (positionals.length === 0) throw usage('at least one PDF is needed');
  if (seal === undefined || seal === '') throw usage('--seal ESID or NAME is needed');
  if (applicant === undefined || applicant === '') throw usage('--applicant NAME is needed');
  const target = targetOf(values);
  const home = await context.home();
  const { info, certificate } = await chooseSeal(home, { seal, token, file: undefined });
  const { approvals } = home;
  const paths = positionals.map((path) => resolve(path));
  const items: ApprovalItem[] = [];
  for (const path of paths) {
    const document = holdDocument(path);
    try {
      items.push(unwrap(await describeItem({ file: document.file, seal: info, target }, approvals)));
    } finally {
      document.close();
    }
  }
  const holder = certificateOrNull(certificate);
  const request = {
    enterprise: holder === null ? '' : enterpriseOf(holder),
    ...{ applicant, purpose, counterpart, items, paths },
    validUntil: until === undefined ? inDays(DEFAULT_DAYS, approvals) : dayOf('--valid-until', until, 'end'),
  };
  printApproval(unwrap(await makeRequest(request, approvals)), values.json === true);
  return EXIT.done;
}

function inDays(days: number, { clock }: { readonly clock: Clock }): string {
  return new Date(clock.now().getTime() + days * DAY_MS).toISOString();
}
