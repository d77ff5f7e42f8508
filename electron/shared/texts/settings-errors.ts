import { text, type ErrorTexts } from './bilingual.ts';

/** Errors of settings, and of what an administrator has fixed. */
export const settingsErrors: ErrorTexts<'SETTING_FIXED' | 'ADMINISTRATOR_SETTINGS_DAMAGED'> = {
  SETTING_FIXED: {
    what: text(
      '这一项由管理员设定，不能改动。',
      'An administrator has fixed this setting; it cannot be changed.',
    ),
    why: text('本机的管理员设置固定了它。', 'The administrator’s settings of this computer lay it down.'),
    next: text('需要改动时请联系管理员。', 'Ask the administrator if it has to be changed.'),
  },
  ADMINISTRATOR_SETTINGS_DAMAGED: {
    what: text(
      '管理员设置不能使用，盖章已停止。',
      'The administrator’s settings cannot be used, so nothing is sealed.',
    ),
    why: text(
      '内容已损坏、无权读取，或有不认识的项；不知道管理员要求什么，就不能盖章。验章不受影响。',
      'They are damaged, may not be read, or hold a member that nobody knows; what the administrator demands is not known. Verifying goes on.',
    ),
    next: text(
      '请管理员按说明改正后重新启动程序。不符之处见下方或 sealdesk settings。',
      'Have the administrator correct them and start the program again. What does not fit stands below and in sealdesk settings.',
    ),
  },
};
