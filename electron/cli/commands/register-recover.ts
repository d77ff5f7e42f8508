import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Home } from '../../home/home.ts';
import type { HolderRecovery, RegisterRecovery } from '../../shared/model/register.ts';
import { unwrap } from '../../shared/result.ts';
import { recoveryTexts } from '../../shared/texts/recovery-texts.ts';
import { jsonOption, lastTryOption, pinEnvOption, pinStdinOption, tokenOption } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { printError, printJson, printLine } from '../print/printing.ts';
import { type KeyOptions, withApproverKey } from './approver-key.ts';

/** `register recover`: brings back what the platforms hold, by the register's own key or by its holder's. */
export function registerRecover(context: CommandContext): CommandUnknownOpts {
  return new Command('recover')
    .description(
      '从平台找回台账记录；电脑或数据库已丢失的，用 Key 找回 bring back the entries that the platforms hold; by the holder’s key if computer or database are lost',
    )
    .option('--register <id>', '要找回的台账编号，须用 Key the lost register that goes on here; needs a key')
    .addOption(tokenOption)
    .addOption(pinEnvOption)
    .addOption(pinStdinOption)
    .addOption(lastTryOption)
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'sealdesk register recover',
        'sealdesk register recover --pin-stdin',
        'sealdesk register recover --register 0f3a… --pin-stdin',
      ),
    )
    .action(async ({ register: registerId = null, json, ...key }) => {
      const home = await context.home();
      if (registerId === null && Object.keys(key).length === 0) {
        return print(unwrap(await home.recoverRegister()), json);
      }
      const recovery = unwrap(await byHolder(registerId, key, home));
      print(recovery, json);
      if (recovery.unbound !== null && json !== true) printError(recovery.unbound);
    });
}

const byHolder = (registerId: string | null, key: KeyOptions, home: Home) =>
  withApproverKey(key, home, (signer, tokenSerial) =>
    home.recoverByHolder({ signer, tokenSerial, registerId }),
  );

function print(recovery: RegisterRecovery | HolderRecovery, json: true | undefined): void {
  if (json === true) return printJson({ ok: true, ...recovery });
  for (const language of ['zh-CN', 'en'] as const) {
    for (const line of recoveryTexts[language].lines(recovery)) printLine(line);
  }
}
