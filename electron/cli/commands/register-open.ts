import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { openByHand } from '../../services/register/open-by-hand.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import { CodedError } from '../../shared/errors.ts';
import { unwrap } from '../../shared/result.ts';
import { jsonOption, lastTryOption, pinEnvOption, pinStdinOption, tokenOption } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { printJson, printLine } from '../print/printing.ts';
import { usage } from '../usage.ts';
import { withApproverKey } from './approver-key.ts';

/** `register open`: a holder binds the register and its key to a platform, before the first sealing does. */
export function registerOpen(context: CommandContext): CommandUnknownOpts {
  return new Command('open')
    .description('用 Key 在平台开立台账，或换用新的台账密钥 open the register at a platform with a key')
    .option('--platform <id>', '平台，只有一个时可省略 platform; may be left out where there is one')
    .addOption(tokenOption)
    .addOption(pinEnvOption)
    .addOption(pinStdinOption)
    .addOption(lastTryOption)
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk register open --pin-stdin'))
    .action(async ({ platform: named, json, ...key }) => {
      const home = await context.home();
      const platform = platformOf(unwrap(home.settings), named);
      const opened = await withApproverKey(key, home, (signer, tokenSerial) =>
        openByHand({ platform, signer, tokenSerial }, { ...home.openings, ...portsOf(home) }),
      );
      const { sent, size, countersigned } = unwrap(opened);
      if (json) printJson({ ok: true, platform, sent, size, countersigned });
      else printLine(`台账已在平台开立 opened at ${platform}: ${countersigned}/${size}`);
    });
}

const portsOf = (home: Awaited<ReturnType<CommandContext['home']>>) => ({
  recorder: home.recorder,
  upload: (platform: string) => home.uploadRegister(platform),
});

function platformOf(settings: readonly PlatformSettings[], named: string | undefined): string {
  const [found, ...others] = settings.filter(({ id }) => named === undefined || id === named);
  if (found === undefined) throw new CodedError('PLATFORM_NOT_CONFIGURED');
  if (others.length > 0)
    throw usage('有多个平台，请用 --platform 指定', 'name one of the platforms by --platform');
  return found.id;
}
