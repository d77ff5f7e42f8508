import { type ErrorTexts, text } from './bilingual.ts';

/** Errors of updates of the program. */
export const updateErrors: ErrorTexts<
  | 'UPDATES_NOT_SET_UP'
  | 'UPDATES_OFF'
  | 'UPDATE_RUNTIME_OLD'
  | 'UPDATE_UNREACHABLE'
  | 'UPDATE_FORGED'
  | 'UPDATE_ROLLED_BACK'
  | 'UPDATE_EXPIRED'
  | 'UPDATE_DAMAGED'
  | 'UPDATE_NONE'
> = {
  UPDATES_NOT_SET_UP: {
    what: text('这个版本的程序没有更新来源。', 'This build of the program has no source of updates.'),
    why: text(
      '打包时没有放入更新的信任根和地址。',
      'It was packed without a root of trust and an address for updates.',
    ),
    next: text('请向软件提供方获取新版本。', 'Obtain new versions from whoever provides the program.'),
  },
  UPDATES_OFF: {
    what: text('管理员已关闭更新。', 'An administrator has switched updates off.'),
    why: text('本机的管理员设置里写明了这一点。', 'The administrator’s settings of this computer say so.'),
    next: text('新版本由管理员统一安装。', 'The administrator installs new versions.'),
  },
  UPDATE_RUNTIME_OLD: {
    what: text('这里不能检查更新。', 'Updates cannot be checked here.'),
    why: text(
      '检查更新需要 Node 22 以上的运行环境，这个窗口的运行环境较旧。',
      'Checking them needs a runtime of Node 22 or later; that of this window is older.',
    ),
    next: text(
      '请用命令行 sealdesk update check 检查。',
      'Check them on the command line: sealdesk update check.',
    ),
  },
  UPDATE_UNREACHABLE: {
    what: text('连接不到更新服务器。', 'The server of updates cannot be reached.'),
    why: text(
      '网络不通、地址有误，或服务器太慢没有应答完。',
      'There is no network, the address is wrong, or the server answers too slowly.',
    ),
    next: text(
      '请检查网络后重试；不联网的电脑请导入更新包（设置里的“导入更新包”，或 sealdesk update import）。',
      'Look at the network and try again; without a network import a bundle (in the settings, or by sealdesk update import).',
    ),
  },
  UPDATE_FORGED: {
    what: text('更新没有有效的签名，已拒绝。', 'The update has no valid signatures and was refused.'),
    why: text(
      '签名不够、不是可信的密钥所签，或文件与签名的内容不符。',
      'There are too few signatures, they are by keys that are not trusted, or a file is not the one that was signed.',
    ),
    next: text(
      '请不要从别处安装它；请联系软件提供方。',
      'Do not install it from elsewhere; ask whoever provides the program.',
    ),
  },
  UPDATE_ROLLED_BACK: {
    what: text(
      '更新服务器给出了比以前更旧的清单，已拒绝。',
      'The server of updates handed out an older list than before; it was refused.',
    ),
    why: text(
      '旧清单会让人装回有缺陷的旧版本。',
      'An older list would have an old version with its faults installed.',
    ),
    next: text('请稍后再试；若一直如此，请联系软件提供方。', 'Try later; if it stays so, ask the provider.'),
  },
  UPDATE_EXPIRED: {
    what: text('更新清单已过期，已拒绝。', 'The list of updates has expired and was refused.'),
    why: text(
      '有人可能在扣住新清单，也可能是更新包较旧或本机时间不对。',
      'Somebody may be holding back newer lists; or the bundle is old, or the clock of this computer is wrong.',
    ),
    next: text(
      '请核对本机时间并取得新的更新包；封闭网络里，管理员可以在管理员设置中允许过期的更新包。',
      'Look at the clock and obtain a new bundle; in a closed network, the administrator’s settings may allow an expired one.',
    ),
  },
  UPDATE_DAMAGED: {
    what: text('更新数据不完整或不合规格，已拒绝。', 'The data of the update is damaged and was refused.'),
    why: text(
      '内容超出规定的大小、彼此不一致，或不能读取。',
      'It is larger than it may be, does not fit together, or cannot be read.',
    ),
    next: text('请重新获取后再试。', 'Obtain it again and try once more.'),
  },
  UPDATE_NONE: {
    what: text('没有可以下载的新版本。', 'There is no new version to download.'),
    why: text(
      '这已是最新版本，或新版本还没有轮到这台电脑，或没有适合这个系统的安装包。',
      'This version is the newest one, a newer one is not for this computer yet, or there is no package for this system.',
    ),
    next: text('不需要做什么。', 'There is nothing to do.'),
  },
};
