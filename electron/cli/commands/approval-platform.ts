import { exchangeApprovals } from '../../services/approvals/exchange-approvals.ts';
import { KEY_OPTIONS, withApproverKey } from '../approver-key.ts';
import { noPositionals, oneFile, parseCommand } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printJson, printLine } from '../printing.ts';
import { unwrap } from '../../shared/result.ts';

const OPTIONS = { ...KEY_OPTIONS, json: { type: 'boolean' } } as const;

/** `approval send ID`: puts a request before the approver by way of the platform. */
export async function approvalSend(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  return exchange(oneFile(positionals, 'number of a request'), values, context);
}

/** `approval fetch`: takes in what the platform has, and brings it the decisions made here. */
export async function approvalFetch(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  noPositionals(positionals, 'approval fetch');
  return exchange(null, values, context);
}

type Values = Parameters<typeof withApproverKey>[0] & { readonly json?: boolean | undefined };

async function exchange(id: string | null, values: Values, context: CommandContext): Promise<ExitStatus> {
  const home = await context.home();
  unwrap(home.settings);
  const platforms = await home.approvalPlatforms();
  const exchanged = await withApproverKey(values, home, (signer) =>
    exchangeApprovals(id, signer, platforms, home.approvals),
  );
  const { changed, conflicts } = unwrap(exchanged);
  if (values.json === true) printJson({ ok: true, changed, conflicts });
  else {
    printLine(`有进展的申请 news of: ${changed.join(', ')}`);
    if (conflicts.length > 0) printLine(`内容不同，未采用 contradict, not taken: ${conflicts.join(', ')}`);
  }
  return EXIT.done;
}
