import { Command, Option, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { statSync } from 'node:fs';
import { lateEvidence } from '../../adapters/documents/document-operations.ts';
import { sealableFilesUnder } from '../../adapters/document-files/document-files.ts';
import { type Examiner, openExaminers } from '../../adapters/verdict-exports/examiner-pool.ts';
import { examinerIn } from '../../adapters/verdict-exports/spare-examiner.ts';
import type { EvidenceStore } from '../../services/evidence/platform-evidence.ts';
import type { FoundFile } from '../../services/ports/files.ts';
import type { Examination, ExaminationDepth } from '../../services/reports/make-report.ts';
import {
  type SignatureReport,
  type VerificationReport,
  listsBehind,
  unjudged,
} from '../../shared/model/verification-report.ts';
import type { TrustListAge } from '../../shared/model/trust-lists.ts';
import { NOTES_TITLE } from '../../shared/texts/preflight-texts.ts';
import { factLines, reasonTexts } from '../../shared/texts/check-texts.ts';
import { checkFewMessages } from '../../wire/few-messages.ts';
import { latePort } from '../../wire/methods.ts';
import { collected, jsonOption, judgedAtOption, trustOption, languageOption } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../end/exit-status.ts';
import { statusOfError, statusOfReport, worstStatus } from '../end/outcome-status.ts';
import { examples } from '../help.ts';
import { inOrder } from '../in-order.ts';
import { PasswordInput, passwordEnvOption } from '../ask/password-input.ts';
import { printFinding } from '../print/print-finding.ts';
import { printAside, printError, printJson, printLine, SIGNS } from '../print/printing.ts';
import type { Amount } from '../print/progress-line.ts';
import { type ShownWork, withProgress } from '../print/show-progress.ts';
import { verdictBasis, type VerdictBasis } from './verify-evidence.ts';
import {
  type ReportOrder,
  reportOrderOf,
  type ReportWriter,
  VerdictTable,
  writeReports,
} from './verify-outputs.ts';

/**
 * `verify <files...>`: one verdict a file, in the order given. The exit status is that of the worst. A file that cannot be
 * read, or whose report cannot be written, ends nothing: the others follow.
 */
export function verify(context: CommandContext): CommandUnknownOpts {
  return new Command('verify')
    .argument('<files...>', '已盖章的文件 sealed documents')
    .option(
      '-r, --recursive',
      '包括文件夹中的全部 PDF 和 OFD all PDF and OFD files of the folders named',
      false,
    )
    .option('--csv <file>', '结果汇总表，不覆盖 a table of all verdicts; none is replaced')
    .addOption(
      new Option(
        '--report <format:file>',
        '验章报告（pdf、html、json），可多次给出；多个文件时为文件夹 a report; may be given again; a folder for several files',
      ).argParser((text: string, previous: readonly ReportOrder[] = []) => [
        ...previous,
        reportOrderOf(text),
      ]),
    )
    .addOption(languageOption)
    .addOption(trustOption)
    .option('--proof <file>', '登记证明，可多次给出 a proof of existence; may be given again', collected)
    .addOption(judgedAtOption)
    .addOption(passwordEnvOption)
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'sealdesk verify sealed.pdf',
        'sealdesk verify *.pdf --json',
        'sealdesk verify a.pdf --proof a.proof',
        'sealdesk verify a.pdf --report pdf:a_验章报告.pdf',
        'sealdesk verify --recursive 合同 --csv 结果.csv --report html:报告',
      ),
    )
    .action(
      async (
        paths,
        { trust: folder, proof, at = null, passwordEnv, json, recursive, csv, report = [], language },
      ) => {
        checkFewMessages();
        const passwords = new PasswordInput({ passwordEnv });
        const table = csv === undefined ? null : new VerdictTable(csv);
        const opening = verdictBasis(context, folder, proof ?? []);
        const exporter = latePort<ReportWriter>({ report: null }, async () =>
          context.exporter((await opening).evidence),
        );
        const statuses: ExitStatus[] = [];
        let done = 0;
        let examiner: Examiner | undefined;
        try {
          // The thread starts beside the home, unless it is to be told what the home knows of proofs.
          const known = proof === undefined ? [] : (await opening).known;
          const threads = openExaminers(
            examinerIn(context.dist),
            { known, store: folder === undefined ? storeOf(opening) : null },
            printBroken,
          );
          examiner = threads;
          threads.startNow(onlyOf(paths, recursive));
          const { trustFolder } = await opening;
          const isBatch = recursive || paths.length > 1;
          const depth: ExaminationDepth =
            report.length > 0 ? 'report' : table === null ? 'verdict' : 'hashes';
          const examineBy = (found: FoundFile, password: Uint8Array | undefined) =>
            examine(found, threads, { trustFolder, at, password, depth });
          // One question at a time: a document that needs one is examined when those before it are told.
          const begin = async (found: FoundFile) => {
            const isToAsk = found.error === undefined && (await passwords.isToAsk(found.path));
            return { found, early: isToAsk ? null : await examineBy(found, passwords.given) };
          };
          const files = await filesAmong(paths, recursive);
          await withProgress(verifying(files, threads, json), async (tell) => {
            for await (const { found, early } of inOrder(files, threads.atOnce, begin)) {
              const examination = early ?? (await examineBy(found, await passwords.ask(found.path)));
              table?.add(examination);
              const written = await writeReports(report, examination, { isBatch, language, exporter });
              statuses.push(statusOfReport(examination.report));
              if (json) printJson(examination.report);
              else printReport(examination.report);
              if (written.ok && !json)
                written.value.forEach((path) => printLine(`  验章报告 report: ${path}`));
              if (!written.ok) {
                printError(written.error);
                statuses.push(statusOfError(written.error.code));
              }
              done += 1;
              if (files.length > 1) tell({ done, total: files.length, unit: 'files' });
            }
          });
          table?.publish();
        } finally {
          table?.discard();
          examiner?.stop();
          passwords.forget();
        }
        context.endWith(statuses.length === 0 ? EXIT.unsigned : worstStatus(statuses));
      },
    );
}

/** Returns the one file that is named; null for several, or a folder. */
function onlyOf([only, ...more]: readonly string[], recursive: boolean): string | null {
  return only === undefined || more.length > 0 || recursive ? null : only;
}

/** Shows of one file how much of it is read; of several the command tells how many are done. */
function verifying(
  files: readonly FoundFile[],
  examiner: Pick<Examiner, 'bytesRead'>,
  json: boolean | undefined,
): ShownWork {
  const what = '正在验章 verifying';
  const [only, ...more] = files;
  if (only === undefined || more.length > 0) return { what, json };
  const total = statSync(only.path, { throwIfNoEntry: false })?.size ?? 0;
  const look = (): Amount | null => {
    const done = examiner.bytesRead();
    // What is read a second time says nothing of what is still to come.
    return done < total ? { done, total, unit: 'bytes' } : null;
  };
  return { what, json, look };
}

/** Returns what the home answers a verdict, once it is open. */
function storeOf(opening: Promise<VerdictBasis>): EvidenceStore {
  return lateEvidence(async () => {
    const { home } = await opening;
    if (home === null) throw new Error('a trust folder was named');
    return home.evidence;
  });
}

/** Returns the files that are named, or all PDF and OFD files of the folders that are; reports written meanwhile are none. */
async function filesAmong(paths: readonly string[], recursive: boolean): Promise<readonly FoundFile[]> {
  if (!recursive) return paths.map((path) => ({ path }));
  const files: FoundFile[] = [];
  for (const path of paths) for await (const found of sealableFilesUnder(path)) files.push(found);
  return files;
}

/** Tells support of a thread that ended by a defect of this program. The file has a report all the same. */
function printBroken(error: unknown): void {
  printAside(`sealdesk: a verification broke off: ${String(error)}`);
}

interface By {
  readonly trustFolder: string;
  readonly at: string | null;
  readonly password: Uint8Array | undefined;
  readonly depth: ExaminationDepth;
}

/** Examines a document; a folder that cannot be read counts as one. */
async function examine(
  { path, error }: FoundFile,
  examiner: Examiner,
  { trustFolder, at, password, depth }: By,
): Promise<Examination> {
  if (error === undefined) {
    const examination = await examiner.examine({ source: { path, password }, trustFolder, at, depth });
    if (examination !== null) return examination;
    throw new Error('no document is left out here');
  }
  const judgedAt = at ?? new Date().toISOString();
  return { report: unjudged(path, error), hashes: null, revisions: null, judgedAt };
}

const HEADLINES: Readonly<Record<VerificationReport['verdict'], string>> = {
  valid: `${SIGNS.good} 签章有效 valid`,
  indeterminate: `${SIGNS.unknown} 无法确认 cannot be confirmed`,
  invalid: `${SIGNS.bad} 签章无效 invalid`,
  unsigned: `${SIGNS.nothing} 未发现电子签章 no electronic seal found`,
  error: `${SIGNS.unknown} 未能判断 not judged`,
};

function printReport(report: VerificationReport): void {
  printLine(`${HEADLINES[report.verdict]}  ${report.file}`);
  if (report.error !== undefined) printError(report.error);
  report.signatures.forEach(printSignature);
  listsBehind(report.signatures).forEach(({ issuedAt, source }) =>
    printLine(`  撤销列表截至 revocation lists as of ${issuedAt} (${source})`),
  );
  report.trustLists?.forEach(printListAge);
  report.offlineBundles?.forEach(({ platform, issuedAt }) =>
    printLine(`  离线更新包，签发于 offline bundle, issued ${issuedAt} (${platform})`),
  );
  const { notes = [] } = report;
  if (notes.length > 0) printLine(`  ${NOTES_TITLE['zh-CN']} ${NOTES_TITLE.en}`);
  notes.forEach((note) => printFinding(note, true));
}

function printListAge({ source, issuedAt, nextUpdate, state }: TrustListAge): void {
  if (state === 'changed') {
    return printLine(
      `  信任与制章者名单 ${source} 的文件已被改动，未采用 was changed on the disk and counts for nothing`,
    );
  }
  const due = state === 'outdated' ? `，已过期 outdated since ${nextUpdate}` : '';
  printLine(`  信任与制章者名单截至 list of trust and makers as of ${issuedAt} (${source})${due}`);
}

const SAID_BESIDE_REASONS: ReadonlySet<string> = new Set(['APPEARANCE_IN_PLACES', 'DATE_WRITTEN']);

function printSignature(signature: SignatureReport): void {
  const { field, seal, signer, signedAt, verdict, reasons, checks } = signature;
  const { 'zh-CN': chinese, en } = reasonTexts[checks.seal.code];
  const name = seal?.name ?? (checks.seal.code === 'NO_SEAL' ? `${chinese} ${en}` : '');
  printLine(`  ${HEADLINES[verdict]}  ${field}  ${name}  ${signer?.subject ?? ''}  ${signedAt ?? ''}`);
  // Where a seal is shown says nothing against it, but a reader wants to find every place.
  const { code: shown } = checks.appearance;
  const said = SAID_BESIDE_REASONS.has(shown) ? [...reasons, shown] : reasons;
  for (const code of said) {
    printLine(`    ${reasonTexts[code]['zh-CN']} / ${reasonTexts[code].en} [${code}]`);
    const facts = Object.values(checks).find((check) => check.code === code)?.facts ?? {};
    for (const { value, name, label } of factLines(facts, 'zh-CN'))
      printLine(`      ${label} ${name}: ${value}`);
  }
}
