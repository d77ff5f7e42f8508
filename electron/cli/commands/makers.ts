import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { makerListFiles } from '../../adapters/trust-files/maker-list-files.ts';
import { writeNewFile } from '../../adapters/files/node-files.ts';
import { reading } from '../../adapters/files/file-errors.ts';
import { readRegularText } from '../../adapters/files/regular-file.ts';
import { readTrustFolder } from '../../adapters/trust-files/trust-folder.ts';
import { FILE_BUDGET } from '../../core/budgets.ts';
import { utf8Bytes } from '../../core/bytes/encodings.ts';
import {
  type DescribedMakerList,
  describeMakerList,
  signMakerList,
} from '../../core/platform/maker-lists.ts';
import { readTrustStore, type TrustStore } from '../../core/x509/trust-store.ts';
import { acceptMakerList } from '../../services/trust-lists/accept-maker-list.ts';
import { unwrap } from '../../shared/result.ts';
import {
  collected,
  jsonOption,
  lastTryOption,
  notEmpty,
  numberOf,
  outOption,
  pinEnvOption,
  pinStdinOption,
  tokenOption,
  trustOption,
} from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { certificateIn } from '../../adapters/trust-files/certificate-file.ts';
import { examples } from '../help.ts';
import { printAside, printJson, printLine } from '../print/printing.ts';
import { withApproverKey } from './approver-key.ts';
import { trustPortsOf } from './trust.ts';

/** `makers list|sign|accept`: the lists of seal makers (制章者名单) of a trust folder. */
export function makers(context: CommandContext): CommandUnknownOpts {
  return new Command('makers')
    .addCommand(makersList(context))
    .addCommand(makersSign(context))
    .addCommand(makersAccept(context));
}

function makersList(context: CommandContext): CommandUnknownOpts {
  return new Command('list')
    .description('列出信任文件夹里的制章者名单 the lists of seal makers in the trust folder')
    .addOption(trustOption)
    .addOption(jsonOption)
    .action(async ({ trust: folder, json }) => {
      const { path, trust } = await trustOf(context, folder);
      const engine = await context.engine();
      const files = makerListFiles(path);
      for (const { file, statement } of files) {
        const list = statement === null ? null : describeMakerList(statement, trust, engine);
        if (json) printJson({ file, ...(list ?? { state: 'damaged' }) });
        else printList(file, list);
      }
      if (files.length === 0 && json !== true) printAside('没有制章者名单 no lists of makers');
    });
}

function makersSign(context: CommandContext): CommandUnknownOpts {
  return new Command('sign')
    .description('用管理员的 Key 签发制章者名单 sign a list of seal makers with the administrator’s key')
    .usage('-o <file> [options] --number <number> --maker <file>')
    .requiredOption('--maker <file>', '制章者证书，可多次 a maker’s certificate; may be repeated', collected)
    .requiredOption('--number <number>', '编号，逐次加一 number, one higher each time', (text) =>
      numberOf('--number', text),
    )
    .addOption(outOption)
    .addOption(tokenOption)
    .addOption(pinEnvOption)
    .addOption(pinStdinOption)
    .addOption(lastTryOption)
    .addHelpText('after', examples('sealdesk makers sign --maker maker.cer --number 1 -o ours.makers.json'))
    .action(async ({ maker, number, out, ...key }) => {
      const ders = maker.map(certificateIn);
      const home = await context.home();
      const issuedAt = home.clock.now();
      const statement = await withApproverKey(key, home, ({ certificate, sign }) =>
        signMakerList({ number, issuedAt, makers: ders }, certificate, sign),
      );
      writeNewFile(out, utf8Bytes(`${JSON.stringify(statement)}\n`), 0o644);
      const { trust } = await trustOf(context, undefined);
      printList(out, describeMakerList(statement, trust, home.engine));
    });
}

function makersAccept(context: CommandContext): CommandUnknownOpts {
  return new Command('accept')
    .description('核对指纹后启用名单 use a list once the fingerprint of its signer was compared')
    .argument('<file>', '制章者名单 the list')
    .requiredOption('--fingerprint <hex>', '签发人证书的 SM3 指纹 SM3 of the signer’s certificate', notEmpty)
    .addOption(trustOption)
    .addHelpText('after', examples('sealdesk makers accept ours.makers.json --fingerprint 5f…'))
    .action(async (file, { fingerprint, trust: folder }) => {
      const text = reading(() => readRegularText(file, { most: FILE_BUDGET.settingsBytes }));
      const ports = await trustPortsOf(context, folder);
      const kept = unwrap(await acceptMakerList({ file, text }, fingerprint, ports));
      printList(kept.file, kept.list);
    });
}

async function trustOf(
  context: CommandContext,
  folder: string | undefined,
): Promise<{ readonly path: string; readonly trust: TrustStore }> {
  const path = folder ?? (await context.home()).trustFolder;
  return { path, trust: readTrustStore(readTrustFolder(path)) };
}

const STATES = {
  inForce: '有效 in force',
  superseded: '已被新名单取代 superseded',
  unconfirmed: '签发人未确认 its signer is not confirmed',
} as const;

function printList(file: string, list: DescribedMakerList | null): void {
  if (list === null) return printLine(`${file}: 已损坏 damaged`);
  printLine(`${file}: ${STATES[list.state]}, #${String(list.number)}, ${list.issuedAt}`);
  printLine(`  签发人 signer: ${list.signer}\n  SM3: ${list.fingerprint}`);
  for (const maker of list.makers) printLine(`  制章者 maker: ${maker}`);
}
