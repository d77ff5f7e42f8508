import { Command, Option, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { atOption, collected, fieldOption, pageOption, tokenOption } from '../arguments.ts';
import { dateOption, dateStyleOption, handwritingOption, handwritingWidthOption } from './beside-options.ts';
import {
  eachOption,
  keywordOption,
  offsetOption,
  pagesOption,
  placeOption,
  straddleOption,
  whichOption,
} from './place-options.ts';

// Several seals in one act: which options belong to which seal.

export const sealOption = new Option(
  '--seal <esid|name>',
  '印章编号或全称 number or whole name of the seal, as tokens lists it',
);

export const approvalOption = new Option(
  '--approval <id>',
  '按用印审批盖章，印章与位置取自审批 seal what was approved, where it was approved',
);

export const withOption = new Option(
  '--with <esid|name>',
  '同次再盖一枚印章，其后的位置属于它，可多次给出 a further seal of the same act, to which the places behind it belong; may be given again',
).argParser<readonly string[]>(collected);

const ofOneSeal = () =>
  new Command()
    .addOption(sealOption)
    .addOption(tokenOption)
    .addOption(approvalOption)
    .addOption(atOption)
    .addOption(pageOption)
    .addOption(fieldOption)
    .addOption(placeOption)
    .addOption(pagesOption)
    .addOption(straddleOption)
    .addOption(keywordOption)
    .addOption(whichOption)
    .addOption(eachOption)
    .addOption(offsetOption)
    .addOption(dateOption)
    .addOption(dateStyleOption)
    .addOption(handwritingOption)
    .addOption(handwritingWidthOption);

/** The options of one seal. */
export type SealOptions = ReturnType<ReturnType<typeof ofOneSeal>['opts']>;

/**
 * Sorts the options of a command by seal while it is parsed: those before the first `--with` belong to the first seal,
 * those behind each belong to that one.
 * @returns reads what was sorted, once the command is parsed; at least one group
 */
export function optionsBySeal(command: CommandUnknownOpts): () => readonly SealOptions[] {
  const groups: string[][] = [[]];
  const keep = (name: string, value: string): void => void groups.at(-1)?.push(`--${name}=${value}`);
  for (const { long } of ofOneSeal().options) {
    const name = long?.slice(2) ?? '';
    command.on(`option:${name}`, (value: string) => keep(name, value));
  }
  command.on(`option:${withOption.name()}`, (value: string) => {
    groups.push([]);
    keep(sealOption.name(), value);
  });
  return () => groups.map((group) => ofOneSeal().parse(group, { from: 'user' }).opts());
}
