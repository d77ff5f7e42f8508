import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { writeNewFile } from '../../adapters/files/node-files.ts';
import { recordInFolder, trustListPorts } from '../../adapters/trust-files/trust-list-ports.ts';
import { readTrustListText } from '../../adapters/trust-files/trust-list-files.ts';
import { systemClock } from '../../adapters/system.ts';
import { utf8Bytes } from '../../core/bytes/encodings.ts';
import { handOutTrustList } from '../../services/trust-lists/hand-out.ts';
import type { TrustListPorts } from '../../services/trust-lists/trust-list-store.ts';
import {
  acceptTrustList,
  readTrustList,
  removeTrustList,
  viewTrustLists,
} from '../../services/trust-lists/trust-lists.ts';
import { unwrap } from '../../shared/result.ts';
import { jsonOption, notEmpty, outOption, trustOption } from '../arguments.ts';
import { askForYes } from '../ask/ask-for-yes.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { printTrustList, printTrustLists } from '../print/print-trust-list.ts';
import { printJson, printLine } from '../print/printing.ts';
import { trustSign } from './trust-sign.ts';

/** `trust list|show|accept|remove|export|sign`: signed lists of trust and makers (信任与制章者名单). */
export function trust(context: CommandContext): CommandUnknownOpts {
  return new Command('trust')
    .addCommand(trustList(context))
    .addCommand(trustShow(context))
    .addCommand(trustAccept(context))
    .addCommand(trustRemove(context))
    .addCommand(trustExport(context))
    .addCommand(trustSign(context));
}

function trustList(context: CommandContext): CommandUnknownOpts {
  return new Command('list')
    .description('列出已确认的和待确认的名单 the lists that are confirmed, and those that lie ready')
    .addOption(trustOption)
    .addOption(jsonOption)
    .action(async ({ trust: folder, json }) => {
      const view = unwrap(await viewTrustLists(await trustPortsOf(context, folder)));
      if (json) printJson(view);
      else printTrustLists(view);
    });
}

function trustShow(context: CommandContext): CommandUnknownOpts {
  return new Command('show')
    .description('查看名单文件，不启用 show a list without taking it over')
    .argument('<file>', '名单 the list')
    .addOption(trustOption)
    .addOption(jsonOption)
    .action(async (file, { trust: folder, json }) => {
      const text = readTrustListText(file);
      const offer = unwrap(await readTrustList({ file, text }, await trustPortsOf(context, folder)));
      if (json) printJson(offer);
      else printTrustList(file, offer);
    });
}

function trustAccept(context: CommandContext): CommandUnknownOpts {
  return new Command('accept')
    .description('核对指纹后启用名单 take a list over once the fingerprint of its signer was compared')
    .argument('<file>', '名单 the list')
    .option(
      '--fingerprint <hex>',
      '签发人证书的 SM3 或 SHA-256 指纹；在终端上可当面确认 SM3 or SHA-256 of the signer’s certificate; a terminal asks',
      notEmpty,
    )
    .addOption(trustOption)
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'sealdesk trust accept 名单.trustlist.json --fingerprint "5f3a 91c2 …"',
        'sealdesk trust accept 新一期.trustlist.json',
      ),
    )
    .action(async (file, { fingerprint, trust: folder, json }) => {
      const ports = await trustPortsOf(context, folder);
      const brought = { file, text: readTrustListText(file) };
      const given = fingerprint ?? (await confirmedByHand(brought, ports));
      const kept = unwrap(await acceptTrustList(brought, given, ports));
      if (json) printJson(kept);
      else if (kept.list !== null) printTrustList(`${kept.id} ${file}`, kept.list);
    });
}

/** Asks at a terminal whether the fingerprint is the one that the person was told; null where nobody can be asked. */
async function confirmedByHand(
  brought: Parameters<typeof readTrustList>[0],
  ports: TrustListPorts,
): Promise<string | null> {
  const offer = unwrap(await readTrustList(brought, ports));
  if (offer.step !== 'new' || !process.stdin.isTTY) return null;
  printTrustList(brought.file, offer);
  const isYes = await askForYes(
    '以上 SM3 指纹与发布方另行告知的逐组一致？输入 yes 启用 is this the fingerprint that its issuer told you by another way? Type yes',
  );
  return isYes ? offer.signer.sm3 : null;
}

function trustRemove(context: CommandContext): CommandUnknownOpts {
  return new Command('remove')
    .description('移除名单 remove a list')
    .argument('<id>', '见 trust list as trust list names it')
    .addOption(trustOption)
    .action(async (id, { trust: folder }) => {
      unwrap(await removeTrustList(id, await trustPortsOf(context, folder)));
      printLine(`${id}: 已移除 removed`);
    });
}

function trustExport(context: CommandContext): CommandUnknownOpts {
  return new Command('export')
    .description(
      '把平台的名单存成文件，交给没有平台的对方 a platform’s list as a file, for who has no platform',
    )
    .option('--source <id>', '平台或名单的名称 the platform, or the name of the list')
    .addOption(outOption)
    .addOption(trustOption)
    .addHelpText('after', examples('sealdesk trust export -o 名单.trustlist.json'))
    .action(async ({ source = null, out, trust: folder }) => {
      const { text, list } = unwrap(await handOutTrustList(source, await trustPortsOf(context, folder)));
      writeNewFile(out, utf8Bytes(text), 0o644);
      printTrustList(out, list);
    });
}

/** The ports of the home; those of a trust folder that is named alone know no home. */
export async function trustPortsOf(
  context: CommandContext,
  folder: string | undefined,
): Promise<TrustListPorts> {
  if (folder === undefined) return (await context.home()).trustLists;
  return trustListPorts({
    ...{ engine: await context.engine(), clock: systemClock, trustFolder: folder, home: null },
    bound: () => Promise.resolve([]),
    record: recordInFolder(folder, systemClock),
  });
}
