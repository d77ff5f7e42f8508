import { text, type ErrorTexts } from './bilingual.ts';

/** Errors of compiled parts of this program. They say that no driver of a key is to blame. */
export const componentErrors: ErrorTexts<`COMPONENT_${string}`> = {
  COMPONENT_SYSTEM_TOO_OLD: {
    what: text(
      '本机系统版本过低，本程序与 USB Key 通信的组件无法运行。',
      'This system is too old for the part of this program that speaks to USB keys.',
    ),
    why: text(
      '组件需要的系统库版本（needs）高于本机的版本（present）。与 Key 的驱动无关，驱动没有被调用。',
      'The part needs a newer system library (needs) than this system has (present). The key’s driver is not to blame; it was not called.',
    ),
    next: text(
      '请安装为本机系统制作的安装包，或升级系统；重装 Key 的驱动没有用。验章不受影响。',
      'Install the package that was made for this system, or update the system; installing the key’s driver again does not help. Verifying goes on.',
    ),
  },
  COMPONENT_NOT_LOADED: {
    what: text(
      '本程序与 USB Key 通信的组件无法加载。',
      'The part of this program that speaks to USB keys cannot be loaded.',
    ),
    why: text(
      '组件的文件缺失、被安全软件隔离，或不是为本机系统制作的。与 Key 的驱动无关，驱动没有被调用。',
      'Its file is missing, was quarantined by security software, or is not made for this system. The key’s driver is not to blame; it was not called.',
    ),
    next: text(
      '请重新安装本程序，并在安全软件中允许它；仍不行时请把下方代码告诉技术支持。',
      'Install this program again and allow it in the security software; if that does not help, tell support the code below.',
    ),
  },
};
