import { resolve } from 'node:path';
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Home } from '../../home/home.ts';
import { NO_EVIDENCE } from '../../services/documents/verdict-evidence.ts';
import type { Recheck } from '../../services/evidence-package/recheck.ts';
import { registerExtracts } from '../../services/evidence-package/register-extract.ts';
import type { RegisterExtract } from '../../services/evidence-package/register-part.ts';
import type { ExportEngine } from '../../services/verdict-exports/export-engine.ts';
import { nodeFiles } from '../../adapters/files/node-files.ts';
import { fileHash } from '../../services/documents/file-facts.ts';
import { type AskedPlatforms, NOBODY_ASKED } from '../../services/platform/seal-evidence.ts';
import { type FileSource, pathOf } from '../../services/ports/files.ts';
import { CodedError } from '../../shared/errors.ts';
import { unwrap } from '../../shared/result.ts';
import { documentHeadline } from '../../shared/texts/verdict-texts.ts';
import { jsonOption, judgedAtOption, numberOf, outOption, trustOption } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT } from '../end/exit-status.ts';
import { statusOfReport, worstStatus } from '../end/outcome-status.ts';
import { examples } from '../help.ts';
import { PasswordInput, passwordEnvOption } from '../ask/password-input.ts';
import { printError, printJson, printLine } from '../print/printing.ts';
import { usage } from '../usage.ts';
import { SeenBytes, withProgress } from '../print/show-progress.ts';
import { verdictBasis } from './verify-evidence.ts';

/** `evidence <file>`: a package of a document with all that its verdict rests on, for a court or a counterpart. */
export function evidence(context: CommandContext): CommandUnknownOpts {
  return new Command('evidence')
    .argument('<file>', '已盖章的文件 sealed document')
    .addOption(outOption)
    .addOption(trustOption)
    .addOption(judgedAtOption)
    .addOption(passwordEnvOption)
    .option('--ask-platform', '向印章平台索取电子数据，一并打包 add what the platform of each seal states')
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'sealdesk evidence sealed.pdf -o 证据.zip',
        'sealdesk evidence sealed.pdf -o 证据.zip --ask-platform',
        'sealdesk recheck 证据.zip',
      ),
    )
    .action(async (file, { out, trust, at = null, passwordEnv, askPlatform, json }) => {
      const home = trust === undefined ? await context.home() : null;
      const { trustFolder, evidence: source } = await verdictBasis(context, trust, [], home);
      const packing = new SeenBytes();
      const exporter = await context.exporter(source, packing.tell);
      const register = home === null ? [] : await extractsOf(file, exporter, home);
      const outputPath = resolve(out);
      const passwords = new PasswordInput({ passwordEnv });
      const order = { trustFolder, at, outputPath, register, images: [] };
      try {
        const locked = { path: file, password: await passwords.for(file) };
        const platform =
          askPlatform === true ? await statedOn(locked, trustFolder, exporter, home) : NOBODY_ASKED;
        const packed = unwrap(
          await withProgress({ what: '正在打包证据 packing the evidence', json, look: packing.look }, () =>
            exporter.evidence({ ...order, platform, source: locked }),
          ),
        );
        const { stated, unanswered } = platform;
        const counts = { registerEntries: register.length, platformStatements: stated.length };
        for (const { code, ...question } of unanswered) printError({ code, details: question });
        if (json) printJson({ ok: true, file: outputPath, ...counts, unanswered, ...packed });
        else printPacked(outputPath, packed, counts);
      } finally {
        passwords.forget();
      }
    });
}

/** Takes what the register of a home has on a document. */
async function extractsOf(
  file: string,
  exporter: ExportEngine,
  { bound, register, records, engine }: Home,
): Promise<readonly RegisterExtract[]> {
  const hashes = unwrap(await exporter.revisions(file)).map(({ sm3 }) => sm3);
  return registerExtracts(hashes, { register, records, engine, roots: await bound.roots() });
}

/** Asks the platform of each seal on a document. @throws CodedError PLATFORM_NOT_CONFIGURED without a home */
async function statedOn(
  source: FileSource,
  trustFolder: string,
  exporter: ExportEngine,
  home: Home | null,
): Promise<AskedPlatforms> {
  if (home === null) throw new CodedError('PLATFORM_NOT_CONFIGURED');
  const { report } = await exporter.examine(source, trustFolder, null, 'report');
  const sm3 = await fileHash(pathOf(source), { files: nodeFiles, engine: home.engine });
  return unwrap(await home.evidenceOf(report, sm3));
}

function printPacked(
  path: string,
  { verdict, files, manifestSm3 }: { verdict: string; files: number; manifestSm3: string },
  { registerEntries, platformStatements }: Readonly<Record<'registerEntries' | 'platformStatements', number>>,
): void {
  printLine(`已导出证据包 evidence package: ${path}`);
  printLine(
    `  结论 verdict: ${verdict}；文件 files: ${files}；台账记录 register entries: ${registerEntries}`,
  );
  printLine(`  平台声明 statements of platforms: ${platformStatements}`);
  printLine(`  清单的 SM3，请另行告知收件人 SM3 of the manifest, to be told apart: ${manifestSm3}`);
  printLine('  不含页面图像，需要时请在窗口中导出 no page images; the window exports them');
}

/** `recheck <package>`: repeats the verdict of an evidence package from it alone, without home and network. */
export function recheck(context: CommandContext): CommandUnknownOpts {
  return new Command('recheck')
    .argument('<package>', '证据包 an evidence package')
    .option(
      '--trust <folder>',
      '以此文件夹中的证书为准，而不是包内的 trust the certificates of this folder, not those in the package',
    )
    .addOption(passwordEnvOption)
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples('sealdesk recheck 证据.zip', 'sealdesk recheck 证据.zip --trust 我的信任文件夹'),
    )
    .action(async (path, { trust = null, passwordEnv, json }) => {
      const exporter = await context.exporter(() => Promise.resolve(NO_EVIDENCE));
      const result = await recheckedBy(exporter, { path, trust, passwordEnv });
      if (json) printJson({ ok: true, ...result });
      else printRecheck(result);
      const isSame = result.altered.length === 0 && result.differences.length === 0;
      context.endWith(worstStatus([statusOfReport(result.report), isSame ? EXIT.done : EXIT.invalid]));
    });
}

/**
 * Repeats a verdict; asks at a terminal for the password of an encrypted document in the package.
 * @throws CodedError PDF_PASSWORD_NEEDED, PDF_PASSWORD_WRONG, and as the package fails
 */
async function recheckedBy(
  exporter: ExportEngine,
  { path, trust, passwordEnv }: { path: string; trust: string | null; passwordEnv: string | undefined },
): Promise<Recheck> {
  const passwords = new PasswordInput({ passwordEnv });
  try {
    const repeat = async (password: Uint8Array | undefined): Promise<Recheck> =>
      unwrap(await exporter.recheck({ path, password }, trust));
    const first = await repeat(passwords.given);
    const { name } = first.manifest.document;
    const isClosed = first.report.error?.code === 'PDF_PASSWORD_NEEDED';
    const typed = isClosed ? await passwords.ask(name) : undefined;
    const result = typed === undefined ? first : await repeat(typed);
    const code = result.report.error?.code;
    if (code === 'PDF_PASSWORD_NEEDED' || code === 'PDF_PASSWORD_WRONG') throw new CodedError(code, name);
    return result;
  } finally {
    passwords.forget();
  }
}

function printRecheck(result: Recheck): void {
  const { manifest, manifestSm3, altered, differences, report, roots, trustedBy } = result;
  printLine(
    `${documentHeadline(report, 'zh-CN')} ${documentHeadline(report, 'en')}  ${manifest.document.name}`,
  );
  printLine(
    `  以 ${manifest.judgedAt} 为准 as of; ${manifest.madeBy.person}@${manifest.madeBy.computer} ${manifest.madeAt}`,
  );
  printLine(`  SM3 ${manifest.document.sm3}`);
  printLine(`  清单的 SM3，请与导出人告知的比较 SM3 of the manifest, to be compared: ${manifestSm3}`);
  for (const { platform, stated } of result.platform) {
    if (stated === null) continue;
    const { seal, certificate, events, issuedAt } = stated;
    printLine(`  平台声明 stated by ${platform}, ${issuedAt}: ${seal.name}，制章者 maker ${seal.maker}`);
    printLine(
      `    ${seal.validFrom} … ${seal.validTo}; 证书撤销 revoked: ${certificate.revokedSince ?? '–'}`,
    );
    for (const { state, since, reason } of events) printLine(`    ${since}  ${state}  ${reason ?? ''}`);
  }
  for (const { platform, sealName, askedAt } of result.unanswered) {
    printLine(`  未答复 asked without an answer: ${platform}, ${askedAt}: ${sealName}`);
  }
  for (const file of altered) printError({ code: 'PACKAGE_ALTERED', details: { file } });
  for (const difference of differences) printError({ code: 'PACKAGE_DIFFERS', details: { difference } });
  if (altered.length === 0) printLine('  包内文件与清单一致 every file fits the manifest');
  if (trustedBy === 'folder') return;
  printLine(
    '  结论依据包内的根证书，请核对其指纹 the verdict rests on these roots; compare their fingerprints:',
  );
  for (const { subject, sm3, sha256 } of roots)
    printLine(`    ${subject}\n      SM3 ${sm3}\n      SHA-256 ${sha256}`);
}

/** `extract <file>`: the exact bytes of one version of a document, or a list of its versions. */
export function extract(context: CommandContext): CommandUnknownOpts {
  return new Command('extract')
    .argument('<file>', '文件 a document')
    .option(
      '--revision <number>',
      '版本，从 1 起；不给出则列出 the version, from 1; lists all when left out',
      (text) => numberOf('--revision', text),
    )
    .option('-o, --out <file>', '输出文件，不覆盖 file to write; none is replaced')
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples('sealdesk extract sealed.pdf', 'sealdesk extract sealed.pdf --revision 1 -o 盖章前.pdf'),
    )
    .action(async (file, { revision, out, json }) => {
      const exporter = await context.exporter(() => Promise.resolve(NO_EVIDENCE));
      if (revision === undefined || out === undefined) {
        if (revision !== undefined || out !== undefined) {
          throw usage('--revision 与 --out 需同时给出', 'give --revision and --out together');
        }
        const revisions = unwrap(await exporter.revisions(file));
        if (json) printJson({ ok: true, revisions });
        else for (const { number, bytes, sm3 } of revisions) printLine(`${number}  ${bytes}  SM3 ${sm3}`);
        return;
      }
      const found = unwrap(await exporter.extract(file, revision, resolve(out)));
      if (json) printJson({ ok: true, file: resolve(out), ...found });
      else printLine(`已写出版本 ${found.number}（${found.bytes} 字节）revision: ${resolve(out)}`);
    });
}
