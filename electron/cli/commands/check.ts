import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { examineBeforeSealing } from '../../services/preflight/preflight.ts';
import { colourOf, type Preflight, type PreflightRow } from '../../shared/model/preflight.ts';
import { partTexts, preflightTexts, readersView } from '../../shared/texts/preflight-texts.ts';
import { acceptHint, jsonOption, sealFileOption, tokenOption } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { statusOfPreflight } from '../end/outcome-status.ts';
import { examples } from '../help.ts';
import { passwordEnvOption, withSealable } from '../ask/password-input.ts';
import { FINDING_SIGNS, printFinding } from '../print/print-finding.ts';
import { printError, printJson, printLine } from '../print/printing.ts';
import { chooseSeal } from './choose-seal.ts';

/** `check <file>`: examines a document before it is sealed, and with `--seal` the seal, its key and the rules. */
export function check(context: CommandContext): CommandUnknownOpts {
  return new Command('check')
    .argument('<input>', '待盖章的 PDF 或 OFD the PDF or OFD to seal')
    .option('--seal <esid|name>', '印章编号或名称，一并检查 number or name of the seal, to be examined too')
    .addOption(sealFileOption)
    .addOption(tokenOption)
    .addOption(passwordEnvOption)
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples('sealdesk check contract.pdf', 'sealdesk check contract.pdf --seal 合同专用章 --json'),
    )
    .action(async (path, { seal, sealFile: file, token, passwordEnv, json }) => {
      const home = await context.home();
      await withSealable(path, { passwordEnv }, home.documents, async (document) => {
        const isNamed = seal !== undefined || file !== undefined;
        const chosen = isNamed ? [await chooseSeal(home, { seal, token, file })] : [];
        const preflight = await examineBeforeSealing(document.file, chosen, home.sealing);
        if (json) printJson({ file: path, ...withTexts(preflight) });
        else printPreflight(path, preflight);
        context.endWith(statusOfPreflight(preflight));
      });
    });
}

/** Adds to each finding its colour and what people read. */
function withTexts(preflight: Preflight): object {
  const rows = preflight.rows.map((row) => ({
    ...row,
    findings: row.findings.map((finding) => {
      const { what, next } = preflightTexts[finding.code];
      return { ...finding, colour: colourOf(finding), what, next };
    }),
  }));
  return { ...preflight, rows, readersView: readersView(rows) };
}

const HEADLINES: Readonly<Record<Preflight['colour'], string>> = {
  green: '体检通过 nothing is in the way',
  amber: '请留意 to be known before sealing',
  red: '有红色问题 red findings',
};

function printPreflight(path: string, { colour, rows, toAccept }: Preflight): void {
  printLine(`${FINDING_SIGNS[colour]} ${HEADLINES[colour]}  ${path}`);
  rows.forEach(printRow);
  if (toAccept.length > 0) printLine(acceptHint(toAccept));
}

function printRow(row: PreflightRow): void {
  const { part, colour, error, findings, facts } = row;
  const { 'zh-CN': zh, en } = partTexts[part];
  const said = Object.entries(facts).flatMap(([name, fact]) =>
    fact === null ? [] : [`${name} ${String(fact)}`],
  );
  printLine(`  ${FINDING_SIGNS[colour]} ${zh} ${en}${said.length === 0 ? '' : `: ${said.join(', ')}`}`);
  if (part === 'readers') {
    const view = readersView([row]);
    printLine(`      ${view['zh-CN']} ${view.en}`);
  }
  if (error !== null) printError(error);
  findings.forEach((finding) => printFinding(finding));
}
