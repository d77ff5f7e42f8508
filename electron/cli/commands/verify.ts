import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { nodeDocumentEngine } from '../../adapters/documents/node-document-engine.ts';
import { reading } from '../../adapters/files/file-errors.ts';
import { readRegularFile } from '../../adapters/files/regular-file.ts';
import { FILE_BUDGET } from '../../core/budgets.ts';
import { homeEvidence } from '../../adapters/documents/home-evidence.ts';
import { checkExistenceProof, readExistenceProof } from '../../core/register/existence-proof.ts';
import type { PlatformRoots } from '../../core/register/checkpoint.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { Home } from '../../home/home.ts';
import type { DocumentEngine } from '../../services/documents/document-engine.ts';
import { NO_EVIDENCE, type EvidenceSource } from '../../services/documents/verify-document.ts';
import type { SignatureReport, VerificationReport } from '../../shared/model/verification-report.ts';
import { factLines, reasonTexts } from '../../shared/texts/check-texts.ts';
import { collected, instantOf, jsonOption } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { statusOfReport, worstStatus, type ExitStatus } from '../exit-status.ts';
import { examples } from '../help.ts';
import { printError, printJson, printLine } from '../printing.ts';
import { usage } from '../usage.ts';

/** `verify <files...>`: one report a file, in the order given. The exit status is that of the worst. */
export function verify(context: CommandContext): CommandUnknownOpts {
  return new Command('verify')
    .argument('<files...>', '已盖章的文件 sealed documents')
    .option('--trust <folder>', '信任文件夹，默认工作环境的 trust folder; that of the world by default')
    .option('--proof <file>', '存在证明，可多次给出 a proof of existence; may be given again', collected)
    .option('--at <time>', '以此时间为准，须带时区 judge by this time, with its zone', (text) =>
      instantOf('--at', text),
    )
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'sealdesk verify sealed.pdf',
        'sealdesk verify *.pdf --json',
        'sealdesk verify a.pdf --proof a.proof',
      ),
    )
    .action(async (files, { trust: folder, proof, at = null, json }) => {
      if (folder !== undefined && proof !== undefined) {
        throw usage(
          '--proof 依据工作环境中的平台，不能与 --trust 同时使用',
          '--proof goes by the platforms of the world and takes no --trust',
        );
      }
      const { documents, trust } = await verifierOf(context, folder, proof ?? []);
      const statuses: ExitStatus[] = [];
      for (const file of files) {
        const report = await documents.verify(file, trust, at);
        statuses.push(statusOfReport(report));
        if (json) printJson(report);
        else printReport(report);
      }
      context.endWith(worstStatus(statuses));
    });
}

/** A document engine and the trust folder that it goes by: the one that is named, or that of the home. */
async function verifierOf(
  context: CommandContext,
  folder: string | undefined,
  proofs: readonly string[],
): Promise<{ readonly documents: DocumentEngine; readonly trust: string }> {
  if (folder !== undefined) {
    return { documents: await documentsWithoutHome(await context.engine()), trust: folder };
  }
  const home = await context.home();
  return { documents: await documentsWithProofs(home, proofs), trust: home.trustFolder };
}

/** A document engine that goes by a trust folder alone, without evidence of platforms or of the register. */
function documentsWithoutHome(engine: SmEngine): Promise<DocumentEngine> {
  return nodeDocumentEngine(() => Promise.resolve(NO_EVIDENCE), engine);
}

/**
 * A document engine by the evidence of a home and by proofs of existence beside it.
 * @throws CodedError FILE_NOT_FOUND, FILE_UNREADABLE, REGISTER_PROOF_INVALID, REGISTER_PLATFORM_UNKNOWN
 */
async function documentsWithProofs(home: Home, paths: readonly string[]): Promise<DocumentEngine> {
  if (paths.length === 0) return home.documents;
  const source = withProofs(homeEvidence(home.evidence), paths, home.engine, await home.bound.roots());
  return nodeDocumentEngine(source, home.engine);
}

/** A file that existed by a time, as a platform countersigned. */
interface KnownFile {
  readonly sm3: string | null;
  readonly existedBy: Date;
}

/**
 * Adds proofs of existence, as `register proof` writes them, to the evidence of a home. They have to be signed by
 * one of its platforms.
 * @throws CodedError FILE_NOT_FOUND, FILE_UNREADABLE, REGISTER_PROOF_INVALID, REGISTER_PLATFORM_UNKNOWN
 */
function withProofs(
  source: EvidenceSource,
  paths: readonly string[],
  engine: SmEngine,
  roots: PlatformRoots,
): EvidenceSource {
  const known = paths.map((path): KnownFile => {
    const proof = readExistenceProof(
      reading(() => readRegularFile(path, { most: FILE_BUDGET.settingsBytes })),
    );
    const { entry, countersignature } = checkExistenceProof(proof, roots, engine);
    const existedBy = new Date(countersignature.countersignedAt);
    return { sm3: entry.document?.sm3After ?? null, existedBy };
  });
  return async (trustFolder) => {
    const evidence = await source(trustFolder);
    const existedBy = async (sm3: string): Promise<Date | null> => {
      const own = (await evidence.existedBy?.(sm3)) ?? null;
      return earliest([own, ...known.filter((file) => file.sm3 === sm3).map((file) => file.existedBy)]);
    };
    return { ...evidence, existedBy };
  };
}

function earliest(dates: readonly (Date | null)[]): Date | null {
  const times = dates.flatMap((date) => date?.getTime() ?? []);
  return times.length === 0 ? null : new Date(Math.min(...times));
}

const HEADLINES: Readonly<Record<VerificationReport['verdict'], string>> = {
  valid: '✔ 签章有效 valid',
  indeterminate: '? 无法确认 cannot be confirmed',
  invalid: '✘ 签章无效 invalid',
  unsigned: '– 未发现电子签章 no electronic seal found',
  error: '! 无法读取 cannot be read',
};

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
