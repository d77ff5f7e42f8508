import { Argument, Command, type CommandUnknownOpts, type Option } from '@commander-js/extra-typings';
import type { CommandContext } from '../command-context.ts';
import { examples, pathOf } from '../help.ts';
import { printLine } from '../print/printing.ts';

/** `completion bash|zsh`: a script that completes every command and option, made from their declarations. */
export function completion(
  _context: CommandContext,
  program: () => Promise<CommandUnknownOpts>,
): CommandUnknownOpts {
  return new Command('completion')
    .addArgument(new Argument('<shell>', '命令行外壳 which shell').choices(['bash', 'zsh'] as const))
    .addHelpText(
      'after',
      examples(
        'sealdesk completion bash > ~/.local/share/bash-completion/completions/sealdesk',
        'sealdesk completion zsh > ~/.zfunc/_sealdesk     # fpath+=~/.zfunc',
      ),
    )
    .action(async (shell) => {
      const commands = commandsOf(await program());
      printLine(shell === 'bash' ? bashScript(commands) : zshScript(commands));
    });
}

/** A name that can be typed, and what it is for. */
interface Choice {
  readonly name: string;
  readonly about: string;
}

/** What completes an option's value or an argument. */
type ValueKind = 'file' | 'variable' | 'none' | readonly string[];

interface ValueOption {
  /** Long and short form. */
  readonly names: readonly string[];
  readonly kind: ValueKind;
}

/** One command as scripts need it. */
interface CompletedCommand {
  /** As it is typed, such as `sealdesk approval request`. */
  readonly path: string;
  readonly subcommands: readonly Choice[];
  readonly options: readonly Choice[];
  readonly valueOptions: readonly ValueOption[];
  /** What completes its arguments. */
  readonly argument: ValueKind;
}

function commandsOf(command: CommandUnknownOpts): readonly CompletedCommand[] {
  const help = command.createHelp();
  const options = help.visibleOptions(command);
  const [argument] = command.registeredArguments;
  const completed: CompletedCommand = {
    path: pathOf(command),
    subcommands: help
      .visibleCommands(command)
      .map((each) => ({ name: each.name(), about: each.description() })),
    options: options.map((option) => ({ name: option.long ?? '', about: option.description })),
    valueOptions: options.filter(({ required }) => required).map(valueOptionOf),
    argument: argument === undefined ? 'none' : kindOf(argument.name(), argument.argChoices),
  };
  return [completed, ...command.commands.flatMap(commandsOf)];
}

function valueOptionOf({ long, short, flags, argChoices }: Option): ValueOption {
  return { names: [long, short].filter((name) => name !== undefined), kind: kindOf(flags, argChoices) };
}

/** @param text names the value, such as `--out <file>` */
function kindOf(text: string, choices: readonly string[] | undefined): ValueKind {
  if (choices !== undefined) return choices;
  if (/file|folder|path|input/.test(text.replace(/--[\w-]+/g, ''))) return 'file';
  return text.includes('<variable>') ? 'variable' : 'none';
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** One function for bash. It passes compgen the options that make the choices. */
function bashScript(commands: readonly CompletedCommand[]): string {
  const words = (kind: ValueKind): string => {
    if (kind === 'file') return '-f';
    if (kind === 'variable') return '-A export';
    return kind === 'none' ? "-W ''" : `-W ${quoted(kind.join(' '))}`;
  };
  const values = commands.flatMap(({ path, valueOptions }) =>
    valueOptions.map(({ names, kind }) => {
      const patterns = names.map((name) => quoted(`${path} ${name}`)).join(' | ');
      return `    ${patterns}) set -- ${words(kind)} ;;`;
    }),
  );
  const rest = commands.map(({ path, subcommands, options, argument }) => {
    const named = quoted(options.map(({ name }) => name).join(' '));
    const names = subcommands.map(({ name }) => name).join(' ');
    const others = names === '' ? words(argument) : `-W ${quoted(names)}`;
    return `    ${quoted(path)}) if [[ $word == -* ]]; then set -- -W ${named}; else set -- ${others}; fi ;;`;
  });
  return `# Completion of sealdesk for bash. Made by: sealdesk completion bash
_sealdesk() {
  local word=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} command=sealdesk place line
  for ((place = 1; place < COMP_CWORD; place++)); do
    case "$command \${COMP_WORDS[place]}" in
      ${commands
        .slice(1)
        .map(({ path }) => quoted(path))
        .join(' | ')}) command="$command \${COMP_WORDS[place]}" ;;
      *) break ;;
    esac
  done
  set --
  case "$command $previous" in
${values.join('\n')}
  esac
  if (($# == 0)); then
    case "$command" in
${rest.map((line) => `  ${line}`).join('\n')}
    esac
  fi
  COMPREPLY=()
  if [[ $1 == -f ]]; then compopt -o filenames 2>/dev/null; fi
  while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen "$@" -- "$word")
}
complete -F _sealdesk sealdesk`;
}

/** One function for zsh, with descriptions. */
function zshScript(commands: readonly CompletedCommand[]): string {
  const described = (choices: readonly Choice[]): string =>
    choices.map(({ name, about }) => quoted(`${name}:${about.replaceAll(':', '\\:')}`)).join(' ');
  const call = (kind: ValueKind): string => {
    if (kind === 'file') return '_files';
    if (kind === 'variable') return '_parameters -g "*export*"';
    return kind === 'none' ? ':' : `compadd -- ${kind.map(quoted).join(' ')}`;
  };
  const values = commands.flatMap(({ path, valueOptions }) =>
    valueOptions.map(({ names, kind }) => {
      const patterns = names.map((name) => quoted(`${path} ${name}`)).join('|');
      return `    (${patterns}) ${call(kind)}; return ;;`;
    }),
  );
  const rest = commands.map(({ path, subcommands, options, argument }) => {
    const names = `choices=(${described(subcommands)}); _describe -t commands command choices`;
    const others = subcommands.length === 0 ? call(argument) : names;
    const flags = `choices=(${described(options)}); _describe -t options option choices`;
    return `    (${quoted(path)}) if [[ $PREFIX == -* ]]; then ${flags}; else ${others}; fi ;;`;
  });
  return `#compdef sealdesk
# Completion of sealdesk for zsh. Made by: sealdesk completion zsh
_sealdesk() {
  local command=sealdesk word
  local -a choices
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$command $word" in
      (${commands
        .slice(1)
        .map(({ path }) => quoted(path))
        .join('|')}) command="$command $word" ;;
      (*) break ;;
    esac
  done
  case "$command \${words[CURRENT-1]}" in
${values.join('\n')}
  esac
  case "$command" in
${rest.join('\n')}
  esac
}
if [[ $funcstack[1] == _sealdesk ]]; then _sealdesk "$@"; else compdef _sealdesk sealdesk; fi`;
}
