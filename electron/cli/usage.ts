import { Command, CommanderError, Option, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { CodedError } from '../shared/errors.ts';

/**
 * Makes the error for a wrong call of a command, in both languages.
 * @param zh what is wrong, in Chinese
 * @param en the same in English
 */
export function usage(zh: string, en: string): CodedError {
  return new CodedError('USAGE', en, { message: en, zh });
}

/** Chinese texts by the code of commander's error. */
const WRONG: Readonly<Record<string, (subject: string, nearest: string) => string>> = {
  'commander.unknownOption': (option, nearest) => `没有选项 ${option}${suggestion(nearest)}`,
  'commander.unknownCommand': (command, nearest) => `没有命令 ${command}${suggestion(nearest)}`,
  'commander.missingArgument': (argument) => `缺少参数 ${argument}`,
  'commander.optionMissingArgument': (option) => `选项 ${option} 缺少值`,
  'commander.missingMandatoryOptionValue': (option) => `缺少选项 ${option}`,
  'commander.excessArguments': () => '参数过多',
  'commander.conflictingOption': (option) => `选项 ${option} 与另一选项不能同时使用`,
  'commander.invalidArgument': (option) => `${option} 的值无效`,
};

function suggestion(nearest: string): string {
  return nearest === '' ? '' : `，是否想用 ${nearest}？`;
}

/**
 * Turns an error of commander into USAGE. Its message names the subject in quotes, and the nearest name last.
 * @param command the one that was called, as far as it is known
 */
export function usageFound(
  found: CommanderError,
  command: CommandUnknownOpts,
  args: readonly string[],
): CodedError {
  if (found.code === 'commander.help') {
    const names = command.commands.map((each) => each.name()).join(', ');
    return usage(`${command.name()} 需要一个子命令：${names}`, `${command.name()} takes one of ${names}`);
  }
  const { code, message: told } = unknownOption(command, args) ?? found;
  // A value behind `=` may be a secret.
  const message = told.replace(/'(--[^'=]+)=.*'/s, "'$1'");
  const [, subject = ''] = /'([^']*)'/.exec(message) ?? [];
  const [, nearest = ''] = /\(Did you mean (?:one of )?(.*)\?\)/.exec(message) ?? [];
  const en = message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
  return usage(WRONG[code]?.(subject, nearest) ?? '命令写法不对', en);
}

/**
 * Returns commander's error about an option that the command does not have; undefined when it has them all. In a
 * parse of its own, commander names missing options first, although the unknown one may be a missing one misspelt.
 */
function unknownOption(command: CommandUnknownOpts, args: readonly string[]): CommanderError | undefined {
  const probe = new Command()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined, writeOut: () => undefined })
    .allowExcessArguments();
  for (const { flags } of command.options) probe.addOption(new Option(flags));
  try {
    probe.parse(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.code === 'commander.unknownOption') return error;
  }
  return undefined;
}

/**
 * The three lines that a wrong call prints: what is wrong, how the command is used, where its help is.
 * @param command the one that was called, as far as it is known
 */
export function usageLines({ message, details }: CodedError, command: CommandUnknownOpts): string {
  const zh = details?.['zh'];
  const what = typeof zh === 'string' ? `${zh} · ${message}` : message;
  const help = command.createHelp();
  const name = help.commandUsage(command).split(/ [[<(-]/)[0];
  return [`${what} [USAGE]`, `用法 Usage: ${help.commandUsage(command)}`, `帮助 Help: ${name} --help`].join(
    '\n',
  );
}
