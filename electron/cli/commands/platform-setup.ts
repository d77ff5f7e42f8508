import { existsSync } from 'node:fs';
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { reading } from '../../adapters/files/file-errors.ts';
import { readRegularText } from '../../adapters/files/regular-file.ts';
import {
  addPlatform,
  offerPlatform,
  type PlatformSetupPorts,
  removePlatform,
} from '../../services/bound-world/set-up-platform.ts';
import { CodedError } from '../../shared/errors.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import { type Result, unwrap } from '../../shared/result.ts';
import { jsonOption, notEmpty } from '../arguments.ts';
import { askForYes } from '../ask/ask-for-yes.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { offerLines } from '../print/print-platform-offer.ts';
import { printAside, printJson, printLine } from '../print/printing.ts';

/** `platform add <address|file>`: adds a platform once the fingerprint of its root was compared, and binds to it. */
export function platformAdd(context: CommandContext): CommandUnknownOpts {
  return new Command('add')
    .description(
      '按地址或设置文件添加并绑定平台 add a platform by its address or settings file, and bind to it',
    )
    .argument(
      '<address|file>',
      '平台地址，或平台提供的设置文件 its https address, or the file that it provides',
    )
    .option(
      '--root <hex>',
      '平台另行告知的根证书 SM3 或 SHA-256 指纹；在终端上可当面确认 SM3 or SHA-256 of its root, as told by another way; a terminal asks',
      notEmpty,
    )
    .option(
      '--ca <file>',
      '内部签发服务器证书的机构，PEM PEM of the authority behind the server’s certificate',
    )
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'sealdesk platform add https://seal.example.gov.cn --root "5f3a 91c2 …"',
        'sealdesk platform add 平台设置.json',
      ),
    )
    .action(async (source, { root, ca, json }) => {
      const { platformSetup: setup } = await context.home();
      const entry = unwrap(await broughtFrom(source, ca, setup));
      const offer = unwrap(await offerPlatform(entry, setup));
      offerLines(offer).forEach(json === true ? printAside : printLine);
      const confirmed = root ?? ((await isConfirmed()) ? offer.rootSm3 : null);
      if (confirmed === null)
        throw new CodedError('PLATFORM_ROOT_UNCONFIRMED', entry.id, { platform: entry.id });
      const added = unwrap(await addPlatform(entry, confirmed, setup));
      if (json) printJson({ ok: true, added });
      else printLine('已添加并绑定，记入用印台账 added and bound, and on record in the register');
    });
}

/** Takes what names a file for one, also one that is missing; anything else is an address. */
async function broughtFrom(
  source: string,
  ca: string | undefined,
  setup: PlatformSetupPorts,
): Promise<Result<PlatformSettings>> {
  if (existsSync(source) || source.endsWith('.json')) return setup.read(source);
  return setup.ask(source, ca === undefined ? null : reading(() => readRegularText(ca)));
}

/** Asks at a terminal; a script has nobody to ask. */
function isConfirmed(): Promise<boolean> {
  if (!process.stdin.isTTY) return Promise.resolve(false);
  return askForYes(
    '以上指纹与平台另行告知的逐组一致？is this the fingerprint that the platform told you? [y/N]',
  );
}

/** `platform remove <id>`: takes a platform out of the settings; a binding to it ends with the reason. */
export function platformRemove(context: CommandContext): CommandUnknownOpts {
  return new Command('remove')
    .description('写明理由移除平台，同时解除绑定 remove a platform and end its binding, with a reason')
    .argument('<id>', '平台编号 id of the platform')
    .requiredOption('--reason <text>', '理由，记入用印台账 why; goes into the register', notEmpty)
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk platform remove gd-seals --reason 平台已停止服务'))
    .action(async (id, { reason, json }) => {
      const { platformSetup } = await context.home();
      unwrap(await removePlatform(id, reason, platformSetup));
      if (json) printJson({ ok: true, removed: id });
      else printLine(`${id}: 已移除 removed`);
    });
}
