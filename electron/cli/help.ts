import type { CommandUnknownOpts, HelpConfiguration } from '@commander-js/extra-typings';

/** Headings that commander writes, in both languages. */
const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法 Usage:',
  'Arguments:': '参数 Arguments:',
  'Options:': '选项 Options:',
  'Commands:': '命令 Commands:',
};

/** Style of all help: headings are in both languages, and the usage names the options that are needed. */
export const HELP_STYLE: HelpConfiguration = {
  displayWidth: (text) => text.length + (text.match(/[\u2e80-\uffef]/g)?.length ?? 0),
  styleTitle: (title) => TITLES[title] ?? title,
  commandUsage: (command) => `${pathOf(command)} ${usageOf(command)}`,
  subcommandTerm: (command) => command.name(),
  subcommandDescription: (command) => command.description(),
  optionDescription: ({ description, argChoices, negate, defaultValue }) => {
    const choices = argChoices === undefined ? '' : `: ${argChoices.join(', ')}`;
    const usual = defaultValue === undefined ? '' : String(defaultValue);
    const given = negate || usual === '' ? '' : `（默认 default ${usual}）`;
    return `${description}${choices}${given}`;
  },
};

/** Names of a command and of those that it belongs to, as they are typed. */
export function pathOf(command: CommandUnknownOpts): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

function usageOf(command: CommandUnknownOpts): string {
  const needed = command.options.filter(({ mandatory }) => mandatory).map(({ flags }) => shortest(flags));
  const usage = command.usage().replace(/^\[options\] \[command\]$/, '<command> [options]');
  return usage.replace('[options]', [...needed, '[options]'].join(' '));
}

/** `-o, --out <file>` as `-o <file>`. */
function shortest(flags: string): string {
  return flags.replace(/, --[\w-]+/, '');
}

/** Makes the last part of a command's help. @param lines calls as one would type them */
export function examples(...lines: string[]): string {
  return ['', '示例 Examples:', ...lines.map((line) => `  ${line}`)].join('\n');
}

/** The text below the list of commands in `sealdesk --help`. */
export const ENVIRONMENT = `
示例 Examples:
  sealdesk seal --help              选项与示例 options and examples of a command
  sealdesk approval request --help
  sealdesk completion bash          命令补全 shell completion

环境变量 Environment:
  SEALDESK_HOME     工作环境的文件夹，默认在个人目录下 folder of the world to use; by default one in your own folder
  SEALDESK_OUTPUT_ENCODING
                    管道和文件的编码：utf-8 或 gbk，Windows 上默认随控制台代码页 encoding in pipes and files: utf-8 or gbk
  SEALDESK_MODULES  其他驱动，分隔方式同 PATH further drivers, separated as in PATH

退出状态 Exit status:
   0  有效或已完成 valid or done
   1  无效 invalid
   2  无法确认 cannot be confirmed
   3  未发现电子签章 unsigned
  64  命令写法不对 wrong call
  65  输入有误 input
  69  Key、印章、证书或台账不可用 key, seal, certificate or register not usable
  70  意外错误 unexpected
  73  无法写入 output
  75  正忙，请重试 busy, try again
  77  PIN`;
