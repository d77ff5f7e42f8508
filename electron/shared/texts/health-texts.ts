import type { HealthCheck, HealthFinding } from '../model/health.ts';
import { type Bilingual, type ErrorTexts, text } from './bilingual.ts';

/** Names of what is examined. */
export const healthChecks: Readonly<Record<HealthCheck, Bilingual<string>>> = {
  program: text('程序', 'the program'),
  folder: text('数据目录', 'the home'),
  settings: text('设置', 'settings'),
  register: text('用印台账', 'the register'),
  backups: text('台账备份', 'backups of the register'),
  platforms: text('平台', 'platforms'),
  drivers: text('驱动与 Key', 'drivers and keys'),
  runs: text('运行情况', 'how it ran'),
};

/** Names of how a thing is. */
export const healthStates: Readonly<Record<HealthFinding['state'], Bilingual<string>>> = {
  good: text('正常', 'good'),
  attention: text('注意', 'attention'),
  bad: text('有问题', 'bad'),
};

/** What an examination of the installation finds that nothing else does. */
export const healthErrors: ErrorTexts<
  | 'DISK_NEARLY_FULL'
  | 'HOME_OPEN_TO_OTHERS'
  | 'PROGRAM_OPEN_TO_OTHERS'
  | 'NO_RECENT_BACKUP'
  | 'ENGINE_OF_LIBRARIES'
  | 'ENDED_ABNORMALLY'
  | 'WINDOW_CRASHED'
> = {
  DISK_NEARLY_FULL: {
    what: text('数据目录所在磁盘空间不多了。', 'The disk of the home is nearly full.'),
    why: text(
      '台账、备份和盖章后的文件可能写不下。',
      'The register, its backups and sealed files may not fit any more.',
    ),
    next: text('请清理磁盘空间。', 'Free some space.'),
  },
  HOME_OPEN_TO_OTHERS: {
    what: text('这台电脑的其他用户可能打开数据目录。', 'Other users of this computer may get into the home.'),
    why: text(
      '数据目录不在个人文件夹内，又没能设置访问权限：磁盘不保存权限（FAT、exFAT、部分网络共享），或系统的 icacls 没有执行成功。在 Linux 上，它或它上面的文件夹属于其他用户，或任何人都能写入。',
      'It lies outside of your own folder, and its rights could not be set: the disk keeps none (FAT, exFAT, some network shares), or the icacls of the system failed. On Linux it, or a folder above it, belongs to another user or may be written by everybody.',
    ),
    next: text(
      '可以继续工作；由其他用户建立的目录请不要使用。请把数据目录移到个人文件夹或 NTFS 磁盘，或请管理员只保留本人、SYSTEM 和管理员的权限。',
      'You can go on, but do not use a folder that another user has made. Move the home to your own folder or to a disk with NTFS, or ask the administrator to leave rights to you, SYSTEM and administrators alone.',
    ),
  },
  PROGRAM_OPEN_TO_OTHERS: {
    what: text(
      '这台电脑的其他用户可以替换本程序。',
      'Other users of this computer can replace this program.',
    ),
    why: text(
      '程序文件夹或它上面的文件夹允许其他用户写入。被替换的程序会以您的身份运行，并收到您的 PIN。',
      'They may write into its folder or into one above. What they put there runs as you, and is handed your PIN.',
    ),
    next: text(
      '请先不要输入 PIN，由管理员重新安装到系统的程序文件夹（Windows：Program Files；Linux：/opt）。',
      'Enter no PIN, and have the administrator install it anew in the folder for programs (Windows: Program Files; Linux: /opt).',
    ),
  },
  NO_RECENT_BACKUP: {
    what: text('台账最近没有备份。', 'The register has no recent backup.'),
    why: text(
      '备份通常每天随用印自动做一次；上一次可能没有写成。',
      'A backup is made each day with a use of a seal; the last one may have failed.',
    ),
    next: text(
      '请用 sealdesk backup 另存一份，并检查磁盘空间和权限。',
      'Make one with sealdesk backup, and look at the space and the rights of the disk.',
    ),
  },
  ENGINE_OF_LIBRARIES: {
    what: text('国密算法由备用引擎计算，较慢。', 'SM2 and SM3 run on the second engine, which is slower.'),
    why: text('这台电脑的运行环境不允许 WebAssembly。', 'The runtime of this computer refuses WebAssembly.'),
    next: text(
      '结果相同；需要更快时，请检查安全软件是否限制了程序。',
      'The results are the same; if it has to be faster, see whether security software restricts the program.',
    ),
  },
  ENDED_ABNORMALLY: {
    what: text('程序曾没有正常退出。', 'The program once ended without closing.'),
    why: text(
      '可能是断电、强制结束或程序出错。',
      'The power may have failed, somebody may have ended it, or it may have broken.',
    ),
    next: text(
      '台账和文件不受影响。若经常出现，请把诊断包交给技术支持。',
      'The register and files are not affected. If it happens often, give the support bundle to support.',
    ),
  },
  WINDOW_CRASHED: {
    what: text('窗口出错，已重新打开。', 'The window broke and was opened again.'),
    why: text(
      '显示窗口的进程意外结束。已盖章的文件和台账不受影响，未盖的位置要重新放置。',
      'The process that shows the window ended unexpectedly. Sealed files and the register are not affected; places not yet sealed have to be set again.',
    ),
    next: text(
      '可以继续工作。若再次出现，请在设置中保存诊断包并交给技术支持。',
      'You can go on. If it happens again, save the support bundle in the settings and give it to support.',
    ),
  },
};
