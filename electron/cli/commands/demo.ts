import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { chooseTokenToEnrol, enrol, type Enrolment } from '../../services/enrolment/enrol.ts';
import { actOnRecord } from '../../services/register/acts-on-record.ts';
import { confirmPicture, type ShownSeal } from '../../services/sealing-gate/picture-confirmation.ts';
import { checkpointKeyAt, type CheckpointKey } from '../../services/register/sign-checkpoint.ts';
import { describeToken } from '../../services/tokens/list-tokens.ts';
import { unwrap } from '../../shared/result.ts';
import {
  jsonOption,
  lastTryOption,
  notEmpty,
  pinEnvOption,
  pinSourceOf,
  pinStdinOption,
  tokenOption,
} from '../arguments.ts';
import { askForYes } from '../ask/ask-for-yes.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { withPin } from '../ask/pin-input.ts';
import { printJson, printLine } from '../print/printing.ts';

/** `demo <folder>`: makes a demonstration world, or describes the one that is there; also `enrol`. */
export function demo(context: CommandContext): CommandUnknownOpts {
  return new Command('demo')
    .argument('<folder>', '空文件夹或已有的演示环境 an empty folder, or one that holds a demonstration world')
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk demo ~/sealdesk-demo', 'sealdesk demo enrol --help'))
    .action(async (folder) => {
      printLine(JSON.stringify(unwrap(await context.makeDemonstration(resolve(folder))), null, 2));
    })
    .addCommand(demoEnrol(context));
}

const declareEnrol = () =>
  new Command('enrol')
    .description('在 Key 上申领证书和印章 make or find an SM2 key on a token; certificates and a seal for it')
    .requiredOption('--module <path>', 'PKCS#11 驱动文件 PKCS#11 driver of the token', notEmpty)
    .addOption(tokenOption)
    .addOption(pinEnvOption)
    .addOption(pinStdinOption)
    .addOption(lastTryOption)
    .option('--yes', '图案正确，不再询问 the picture is right; do not ask')
    .option('--confirm-later', '以后再确认图案 leave the picture to be confirmed later')
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples('sealdesk demo enrol --module /usr/lib/softhsm/libsofthsm2.so --pin-env PIN'),
    );

type EnrolOptions = ReturnType<ReturnType<typeof declareEnrol>['opts']>;

function demoEnrol(context: CommandContext): CommandUnknownOpts {
  return declareEnrol().action(async (options) => {
    const source = pinSourceOf(options);
    const home = await context.home();
    const { tokens, confirmations, recorder } = home;
    const module = resolve(options.module);
    const shown = unwrap(await tokens.examine({ module })).tokens;
    const chosen = unwrap(chooseTokenToEnrol(shown, options.token, options.lastTry === true));
    await withPin(source, async (pin) => {
      const ports = { ...home.demoPorts, tokens, confirmations };
      const work = () => enrol(ports.openFolder(home.folder), chosen, pin, ports);
      const keyAfter = async (): Promise<CheckpointKey | null> => {
        const looked = await tokens.examine({ module });
        const now = looked.ok ? looked.value.tokens : [];
        const listed = now.map((snapshot) => describeToken(snapshot, ports.engine, ports.clock.now()));
        return checkpointKeyAt(chosen, listed, tokens, pin);
      };
      const facts = { tokenSerial: chosen.serial };
      const enrolment = unwrap(await actOnRecord('enrolment', facts, work, recorder, keyAfter));
      const confirmed = await isConfirmed(enrolment, options);
      if (confirmed) unwrap(await confirmPicture(shownSeal(enrolment), home));
      printEnrolment(enrolment, confirmed, options.json === true);
    });
  });
}

const shownSeal = ({ seal, tokenSerial, picture }: Enrolment): ShownSeal => ({
  ...{ ...seal, tokenSerial },
  picture: Uint8Array.from(readFileSync(picture)),
});

/**
 * Asks the holder at a terminal. A script has no eyes: there the call itself counts as the confirmation of a
 * sample, unless it leaves that for later.
 */
async function isConfirmed({ picture, seal }: Enrolment, options: EnrolOptions): Promise<boolean> {
  if (options.confirmLater === true) return false;
  if (options.yes === true || !process.stdin.isTTY) return true;
  printLine(`${seal.name}\n${picture}`);
  return askForYes('印章图案正确吗？ Is the picture right? [y/N]');
}

function printEnrolment(enrolment: Enrolment, confirmed: boolean, json: boolean): void {
  if (json) {
    printJson({ ok: true, ...enrolment, confirmed });
    return;
  }
  const { tokenSerial, certificate, seal, picture } = enrolment;
  printLine(`已申领 enrolled: ${seal.name}  ${seal.esId}  [${tokenSerial}]`);
  printLine(`  证书 ${certificate.subject}  至 ${certificate.notAfter.slice(0, 10)}`);
  printLine(`  图案 ${picture}`);
  if (!confirmed) printLine(`  待确认 awaits confirmation: sealdesk confirm ${seal.esId}`);
}
