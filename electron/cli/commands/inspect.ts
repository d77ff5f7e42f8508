import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { systemClock } from '../../adapters/system.ts';
import { nodeFiles } from '../../adapters/files/node-files.ts';
import { readTrustFolder } from '../../adapters/trust-files/trust-folder.ts';
import { inspectFile } from '../../services/documents/verify-document.ts';
import type { Inspection } from '../../shared/model/inspection.ts';
import { unwrap } from '../../shared/result.ts';
import { reasonTexts } from '../../shared/texts/check-texts.ts';
import { instantOf, jsonOption, trustOption } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { PasswordInput, passwordEnvOption } from '../ask/password-input.ts';
import { printJson, printLine, SIGNS } from '../print/printing.ts';

/** `inspect <file>`: what a seal, a signature value, a certificate, a list or a document’s signatures hold, and the checks. */
export function inspect(context: CommandContext): CommandUnknownOpts {
  return new Command('inspect')
    .argument(
      '<file>',
      '印章、签章数据、证书、撤销列表、时间戳、PDF 或 OFD a seal, a signature value, a certificate, a list, a time stamp, a PDF or an OFD',
    )
    .addOption(trustOption)
    .option('--at <time>', '以此时间为准，带时区 judge by this time, with its zone', (text) =>
      instantOf('--at', text),
    )
    .addOption(passwordEnvOption)
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk inspect seal.esl', 'sealdesk inspect certificate.cer --json'))
    .action(async (path, { trust: folder, at, passwordEnv, json }) => {
      const now = at === undefined ? systemClock.now() : new Date(at);
      const trust = readTrustFolder(folder ?? (await context.home()).trustFolder);
      const passwords = new PasswordInput({ passwordEnv });
      const file = nodeFiles.open({ path, password: await passwords.for(path) });
      try {
        const ports = { engine: await context.engine(), now, trust };
        const inspection = unwrap(await inspectFile(file, path, ports));
        if (json) printJson(inspection);
        else printInspection(inspection);
      } finally {
        file.close();
        passwords.forget();
      }
    });
}

const SIGN_OF_RESULT = {
  pass: SIGNS.good,
  fail: SIGNS.bad,
  unknown: SIGNS.unknown,
  skipped: SIGNS.nothing,
} as const;

function printInspection({ file, type, checks, ...content }: Inspection): void {
  printLine(`${file}: ${type}`);
  const inner = 'signatures' in content ? content.signatures.flatMap((each) => each.content ?? []) : [];
  const withoutInner = (key: string, value: unknown): unknown => (key === 'content' ? undefined : value);
  printLine(JSON.stringify(content, withoutInner, 2));
  for (const { name, result, code } of checks) {
    const { 'zh-CN': zh, en } = reasonTexts[code];
    printLine(`  ${SIGN_OF_RESULT[result]} ${name}: ${zh} / ${en} [${code}]`);
  }
  for (const each of inner) printInspection(each);
}
