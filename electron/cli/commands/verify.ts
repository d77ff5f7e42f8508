import type { SignatureReport, VerificationReport } from '../../shared/model/verification-report.ts';
import { factLines, reasonTexts } from '../../shared/texts/check-texts.ts';
import { instantOf, parseCommand, usage } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { documentsWithoutHome, documentsWithProofs } from '../existence-proofs.ts';
import { statusOfReport, worstStatus, type ExitStatus } from '../exit-status.ts';
import { printError, printJson, printLine } from '../printing.ts';

const OPTIONS = {
  json: { type: 'boolean' },
  trust: { type: 'string' },
  at: { type: 'string' },
  proof: { type: 'string', multiple: true },
} as const;

const HEADLINES: Readonly<Record<VerificationReport['verdict'], string>> = {
  valid: '✔ 签章有效 valid',
  indeterminate: '? 无法确认 cannot be confirmed',
  invalid: '✘ 签章无效 invalid',
  unsigned: '– 未发现电子签章 no electronic seal found',
  error: '! 无法读取 cannot be read',
};

/** `verify FILE… [--json] [--trust DIR | --proof FILE…] [--at TIME]`: one report a file, in the order given. */
export async function verify(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  if (positionals.length === 0) throw usage('at least one file is needed');
  if (values.trust !== undefined && values.proof !== undefined) {
    throw usage('--proof goes by the platforms of the world and takes no --trust');
  }
  const at = values.at === undefined ? null : instantOf(values.at);
  const home = values.trust === undefined ? await context.home() : null;
  const trust = values.trust ?? home?.trustFolder ?? '';
  const documents =
    home === null
      ? await documentsWithoutHome(await context.engine())
      : await documentsWithProofs(home, values.proof ?? []);
  const statuses: ExitStatus[] = [];
  for (const file of positionals) {
    const report = await documents.verify(file, trust, at);
    statuses.push(statusOfReport(report));
    if (values.json === true) printJson(report);
    else printReport(report);
  }
  return worstStatus(statuses);
}

function printReport(report: VerificationReport): void {
  printLine(`${HEADLINES[report.verdict]}  ${report.file}`);
  if (report.error !== undefined) printError(report.error);
  report.signatures.forEach(printSignature);
}

function printSignature(signature: SignatureReport): void {
  const { field, seal, signer, signedAt, verdict, reasons, checks } = signature;
  printLine(
    `  ${HEADLINES[verdict]}  ${field}  ${seal?.name ?? ''}  ${signer?.subject ?? ''}  ${signedAt ?? ''}`,
  );
  for (const code of reasons) {
    printLine(`    ${reasonTexts[code]['zh-CN']} / ${reasonTexts[code].en} [${code}]`);
    const facts = Object.values(checks).find((check) => check.code === code)?.facts ?? {};
    for (const { value, name, label } of factLines(facts, 'zh-CN'))
      printLine(`      ${label} ${name}: ${value}`);
  }
}
