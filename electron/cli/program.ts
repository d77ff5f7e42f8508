import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from './command-context.ts';
import { ENVIRONMENT, HELP_STYLE } from './help.ts';

/** Makes a command with its options. @param program loads the whole command line, for completion */
type MakeCommand = (
  context: CommandContext,
  program: () => Promise<CommandUnknownOpts>,
) => CommandUnknownOpts;

/** A command in the short list of all. */
interface Listed {
  readonly summary: string;
  /** Each is loaded when it is called: a seal of a large file needs none of the others in memory. */
  readonly load: () => Promise<MakeCommand>;
}

const TOOLS = '演示与工具 Demonstration and tools:';

/** Every command by subject, in the order in which help lists them. */
const SUBJECTS: Readonly<Record<string, Readonly<Record<string, Listed>>>> = {
  '盖章与验章 Sealing and checking:': {
    seal: {
      summary: '盖章 seal a PDF or an OFD',
      load: async () => (await import('./commands/seal.ts')).seal,
    },
    presets: {
      summary: '预设：常用的印章与位置 seals and places that are used again',
      load: async () => (await import('./commands/presets.ts')).presets,
    },
    sign: {
      summary: '普通 PDF 签名（不盖章） sign a PDF by an RSA or EC key, without a seal',
      load: async () => (await import('./commands/sign.ts')).sign,
    },
    verify: {
      summary: '离线验章 verify sealed documents offline',
      load: async () => (await import('./commands/verify.ts')).verify,
    },
    evidence: {
      summary: '导出证据包 a package of all that a verdict rests on',
      load: async () => (await import('./commands/evidence.ts')).evidence,
    },
    recheck: {
      summary: '复核证据包 repeat the verdict of an evidence package',
      load: async () => (await import('./commands/evidence.ts')).recheck,
    },
    archive: {
      summary: '导出归档包 a package for the archive, with metadata and four checks',
      load: async () => (await import('./commands/archive.ts')).archive,
    },
    'archive-stamp': {
      summary: '加归档时间戳 an archive time stamp, for a verdict that stands for years',
      load: async () => (await import('./commands/archive-stamp.ts')).archiveStamp,
    },
    extract: {
      summary: '取出文件的某个版本 the exact bytes of one version of a document',
      load: async () => (await import('./commands/evidence.ts')).extract,
    },
    convert: {
      summary: '转换为 PDF turn office documents, pictures and OFD into PDF',
      load: async () => (await import('./commands/convert.ts')).convert,
    },
    check: {
      summary: '盖章前体检 examine a document, and a seal, before sealing',
      load: async () => (await import('./commands/check.ts')).check,
    },
    inspect: {
      summary: '查看印章、签章数据或证书 look into a seal, a signature value or a certificate',
      load: async () => (await import('./commands/inspect.ts')).inspect,
    },
  },
  '审批与台账 Approvals and the register:': {
    approval: {
      summary: '用印审批 approvals of a seal’s use',
      load: async () => (await import('./commands/approval.ts')).approval,
    },
    office: {
      summary: '办公系统（OA） office systems whose approvals count here',
      load: async () => (await import('./commands/office.ts')).office,
    },
    register: {
      summary: '用印台账 the register of seal uses',
      load: async () => (await import('./commands/register.ts')).register,
    },
    handover: {
      summary: '岗位交接 hand over the post of a keeper of seals',
      load: async () => (await import('./commands/handover.ts')).handover,
    },
    audit: {
      summary: '审计：只读查看台账、报告与平台声明 read a home and change nothing in it',
      load: async () => (await import('./commands/audit.ts')).audit,
    },
    backup: {
      summary: '备份用印台账 copy the register to a new file',
      load: async () => (await import('./commands/backup.ts')).backup,
    },
    restore: {
      summary: '用备份恢复用印台账 put a backup in the register’s place',
      load: async () => (await import('./commands/backup.ts')).restore,
    },
  },
  'Key 与口令 Keys and PINs:': {
    tokens: {
      summary: '列出 USB Key 与印章 list keys and their seals',
      load: async () => (await import('./commands/tokens.ts')).tokens,
    },
    doctor: {
      summary: '驱动检测 diagnose drivers and keys',
      load: async () => (await import('./commands/doctor.ts')).doctor,
    },
    pin: {
      summary: '修改口令、解锁 change or unblock a PIN',
      load: async () => (await import('./commands/pin.ts')).pin,
    },
    'pin-reset': {
      summary: '申请重置口令 apply for a PIN reset',
      load: async () => (await import('./commands/pin-reset.ts')).pinReset,
    },
  },
  '印章业务 The life of a seal:': {
    loss: {
      summary: '挂失 report a lost seal',
      load: async () => (await import('./commands/loss.ts')).loss,
    },
    issue: {
      summary: '申领 apply for a first seal',
      load: async () => (await import('./commands/first-seal.ts')).issue,
    },
    confirm: {
      summary: '启用前确认印章图案 confirm the picture of a seal before its first use',
      load: async () => (await import('./commands/confirm.ts')).confirm,
    },
    renew: {
      summary: '续期 renew a seal',
      load: async () => (await import('./commands/seal-application.ts')).renew,
    },
    replace: {
      summary: '换领 replace a seal',
      load: async () => (await import('./commands/seal-application.ts')).replace,
    },
    cancel: {
      summary: '注销 cancel a seal',
      load: async () => (await import('./commands/seal-application.ts')).cancel,
    },
    application: {
      summary: '印章申请：材料、提交、领取 papers of an application for a seal, and its seal',
      load: async () => (await import('./commands/application.ts')).application,
    },
    delegation: {
      summary: '授权他人用印 authorise others to use a seal, within limits',
      load: async () => (await import('./commands/delegation.ts')).delegation,
    },
  },
  '平台与规定 Platforms and rules:': {
    platform: {
      summary: '添加、绑定、移除平台 add, bind, unbind and remove platforms',
      load: async () => (await import('./commands/platform.ts')).platform,
    },
    sync: {
      summary: '与平台同步 bring lists and seal states up to date',
      load: async () => (await import('./commands/sync.ts')).sync,
    },
    status: {
      summary: '列表日期与印章状态 age of every list, state of every seal',
      load: async () => (await import('./commands/sync.ts')).status,
    },
    trust: {
      summary: '信任与制章者名单 signed lists of trust and makers, by file',
      load: async () => (await import('./commands/trust.ts')).trust,
    },
    makers: {
      summary: '制章者名单 the lists that name the makers of seals',
      load: async () => (await import('./commands/makers.ts')).makers,
    },
    policy: {
      summary: '各地管理规定 the rules of the jurisdictions',
      load: async () => (await import('./commands/policy.ts')).policy,
    },
  },
  [TOOLS]: {
    settings: {
      summary: '设置 text size, names of sealed files, usual preset',
      load: async () => (await import('./commands/settings.ts')).settings,
    },
    privacy: {
      summary: '个人信息 what is kept of people',
      load: async () => (await import('./commands/privacy.ts')).privacy,
    },
    demo: {
      summary: '演示环境 make a demonstration world',
      load: async () => (await import('./commands/demo.ts')).demo,
    },
    update: {
      summary: '更新 new versions of the program, checked and kept',
      load: async () => (await import('./commands/update.ts')).update,
    },
    'support-bundle': {
      summary: '诊断包 what support needs to know, without names or documents',
      load: async () => (await import('./commands/support-bundle.ts')).supportBundle,
    },
    completion: {
      summary: '命令补全 complete commands in bash or zsh',
      load: async () => (await import('./commands/completion.ts')).completion,
    },
  },
};

/** Name of the command that arguments call; undefined when they name none that exists. */
export function commandCalled(args: readonly string[]): string | undefined {
  const name = args.find((arg) => !arg.startsWith('-'));
  const names = Object.values(SUBJECTS).flatMap((listed) => Object.keys(listed));
  return names.find((each) => each === name);
}

/** The commands that ask keys whatever their options are. */
const ASK_KEYS: ReadonlySet<string> = new Set(['seal', 'sign', 'tokens']);

/** Tells whether a command needs a token host in any case. */
export function asksKeys(name: string | undefined): boolean {
  return name !== undefined && ASK_KEYS.has(name);
}

export interface ProgramParts {
  readonly version: string;
  /** Whether a command is loaded with its options; the others are only listed. */
  isLoaded(name: string): boolean;
  /** Opens the context of the commands. It is called when a command is loaded. */
  context(): Promise<CommandContext>;
}

/** Makes the whole command line. It throws errors and prints nothing but help. */
export async function createProgram(parts: ProgramParts): Promise<CommandUnknownOpts> {
  const program = new Command('sealdesk')
    .description('SealDesk 印签台')
    .usage('<command> [options]')
    .version(parts.version, '--version', '显示版本 show the version')
    .helpOption('-h, --help', '显示帮助 show help')
    .configureHelp(HELP_STYLE)
    .configureOutput({ writeErr: () => undefined })
    // An option belongs to the command that it follows: `demo enrol --json` is none of `demo`.
    .enablePositionalOptions()
    .exitOverride()
    .addHelpText('after', ENVIRONMENT);
  const whole = () => createProgram({ ...parts, isLoaded: () => true });
  for (const [subject, listed] of Object.entries(SUBJECTS)) {
    for (const [name, { summary, load }] of Object.entries(listed)) {
      const command = parts.isLoaded(name) ? (await load())(await parts.context(), whole) : new Command(name);
      program.addCommand(command.description(summary).helpGroup(subject));
    }
  }
  program.addHelpCommand(new Command('help').description('显示帮助 show help').helpGroup(TOOLS));
  program.commands.forEach((command) => inherit(command, program));
  return program;
}

/** Gives a command and its subcommands the settings of its parent. */
function inherit(command: CommandUnknownOpts, parent: CommandUnknownOpts): void {
  command.copyInheritedSettings(parent).helpCommand(false);
  command.commands.forEach((each) => inherit(each, command));
}
