import { resolve } from 'node:path';
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { writeNewFile } from '../../adapters/files/node-files.ts';
import { confirmPicture, pictureSm3 } from '../../services/sealing-gate/picture-confirmation.ts';
import { findSeal } from '../../services/tokens/token-seals.ts';
import { CodedError } from '../../shared/errors.ts';
import type { SealInfo } from '../../shared/model/token.ts';
import { unwrap } from '../../shared/result.ts';
import { jsonOption, notEmpty, tokenOption } from '../arguments.ts';
import { askForYes } from '../ask/ask-for-yes.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { printAside, printJson, printLine } from '../print/printing.ts';
import { usage } from '../usage.ts';

/** A picture is for whoever may read the folder that the person names. */
const READABLE = 0o644;

/** `confirm <seal>`: the holder confirms the picture of a seal before its first use; an act on record. */
export function confirm(context: CommandContext): CommandUnknownOpts {
  return new Command('confirm')
    .argument('<seal>', '印章编号或名称 number or name of the seal')
    .addOption(tokenOption)
    .option('--picture <file>', '先把图案写到这个文件 write the picture to this file first', notEmpty)
    .option('--yes', '已核对图案，不再询问 the picture was looked at and is right; do not ask')
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples('sealdesk confirm 合同专用章 --picture 图案.png', 'sealdesk confirm 合同专用章 --yes'),
    )
    .action(async (name, { token, picture, yes, json }) => {
      const home = await context.home();
      const { tokens } = await home.listTokens();
      const wish = { seal: name, ...(token === undefined ? {} : { tokenSerial: token }) };
      const infos = tokens.map(({ info }) => info);
      const { info } = unwrap(findSeal(wish, infos));
      if (info.reason === 'SEAL_DAMAGED') throw new CodedError('SEAL_DAMAGED');
      if (picture !== undefined) writeNewFile(resolve(picture), info.picture, READABLE);
      const sm3 = pictureSm3(info.picture, home.engine);
      // A person answers the question, also where a program reads the outcome.
      describe(info, sm3).forEach(json === true ? printAside : printLine);
      if (yes !== true && !(await isPictureRight())) throw new CodedError('CANCELLED');
      unwrap(await confirmPicture(info, home));
      if (json) printJson({ ok: true, esId: info.esId, name: info.name, pictureSm3: sm3 });
      else printLine('已确认，并记入用印台账 confirmed, and on record in the register');
    });
}

function describe({ name, esId, widthMm, heightMm, pictureType }: SealInfo, sm3: string): readonly string[] {
  return [`${name}  ${esId}`, `  图案 picture ${pictureType} ${widthMm} × ${heightMm} mm  SM3 ${sm3}`];
}

/** Asks at a terminal. A script has no eyes: there the person says so by an option. */
async function isPictureRight(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw usage(
      '请先核对图案（--picture 写出图案），再加 --yes',
      'look at the picture (--picture writes it), then add --yes',
    );
  }
  return askForYes('印章图案正确吗？ Is the picture right? [y/N]');
}
