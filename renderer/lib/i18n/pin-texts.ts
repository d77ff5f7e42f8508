import { nameOf } from '../../../electron/shared/glossary.ts';
import { text } from '../../../electron/shared/texts/bilingual.ts';

/** Texts of PINs: changing, unlocking, advice. */
export const pinTexts = {
  change: text('修改口令', 'Change PIN'),
  forgotten: text('忘记口令', 'Forgotten the PIN?'),
  changeInitial: text('修改初始口令', 'Change the initial PIN'),
  unblock: text('用解锁码解锁', 'Unlock with the unlock code'),
  resetByCode: text('用解锁码重设口令', 'Set a new PIN with the unlock code'),
  set: text('用管理员 PIN 设置口令', 'Set a PIN with the SO PIN'),
  changeTitle: text('修改保护口令', 'Change the PIN'),
  unblockTitle: text('用解锁码设置新口令', 'Set a new PIN with the unlock code'),
  present: text('原口令', 'Present PIN'),
  soPin: text('解锁码（管理员 PIN）', 'Unlock code (SO PIN)'),
  wanted: text('新口令', 'New PIN'),
  again: text('再输一次新口令', 'New PIN once more'),
  rules: text('新口令的要求', 'Rules for the new PIN'),
  rule: {
    length: text(
      (least: number, most: number) => `${least} 至 ${most} 位`,
      (least, most) => `${least} to ${most} characters`,
    ),
    characters: text('只用字母、数字和符号，没有空格', 'letters, digits and symbols only, no spaces'),
    classes: text(
      (count: number) => `数字、大写、小写、符号中至少 ${count} 种`,
      (count) => `at least ${count} of: digits, capital letters, small letters, symbols`,
    ),
    repeats: text('没有重复的字符（如 111111）', 'no repeated characters (such as 111111)'),
    sequence: text(
      '没有连续的字符（如 12345、qwerty）',
      'no sequences of characters (such as 12345, qwerty)',
    ),
    different: text('与原口令不同', 'not the present PIN'),
    differentFromCode: text('与解锁码不同', 'not the unlock code'),
    same: text('两次输入一致', 'the same both times'),
  },
  met: text('符合', 'met'),
  unmet: text('未符合', 'not met'),
  confirmChange: text('确认修改', 'Change it'),
  confirmUnblock: text('解锁并启用新口令', 'Unlock and use the new PIN'),
  cancel: text('取消', 'Cancel'),
  working: text('USB Key 正在处理…', 'The USB key is working…'),
  changed: text(
    '保护口令已修改。请牢记新口令，不要告诉他人。',
    'The PIN was changed. Remember it, and tell it to nobody.',
  ),
  unblocked: text(
    '已解锁，新口令已启用。请牢记新口令，不要告诉他人。',
    'Unlocked; the new PIN is in use. Remember it, and tell it to nobody.',
  ),
  close: text('知道了', 'Got it'),
  safe: text(
    '口令只交给 USB Key，不保存、不记录。',
    'PINs go to the USB key only; they are not stored or logged.',
  ),
  confirmLastTry: text(
    '我已核对口令，确认使用最后一次机会',
    'I have checked the PIN and want to use the last try',
  ),
  soTriesLast: text(
    '管理员 PIN 只剩最后一次机会！再输错一次，这个 Key 就不能再解锁，只能换领。',
    'Last try for the SO PIN! One more wrong one, and this key can never be unlocked again, only replaced.',
  ),
  soTriesLow: text(
    '管理员 PIN 最近输错过，剩余次数不多。',
    'A wrong SO PIN was typed recently and few tries are left.',
  ),
  soTriesLeft: text(
    (count: number) => `管理员 PIN 还可以试 ${count} 次。`,
    (count) => `Tries left for the SO PIN: ${count}.`,
  ),
  lockedTitle: text('保护口令已锁定，有两个办法', 'The PIN is locked; there are two ways out'),
  lockedByCode: text(
    '手头有解锁码（管理员 PIN）：在这里输入，并由持有人自己设置新口令。密钥和印章不变。',
    'You have the unlock code (SO PIN): type it here and let the holder set a new PIN. The keys and the seals stay the same.',
  ),
  lockedByIssuer: text(
    (serial: string) =>
      `没有解锁码：向发证机构申请重置。本机尚未连接平台，请致电发证机构或到柜台办理，携带单位证明、经办人身份证件和授权书，并报出 Key 序列号 ${serial}。`,
    (serial) =>
      `You have no code: apply to the issuer for a reset. This computer is not connected to the platform yet, so call the issuer or go to its counter with the enterprise’s papers, your identity card and your authorisation, and name the key’s serial number ${serial}.`,
  ),
  bothLockedTitle: text('保护口令和管理员 PIN 都已锁定', 'The PIN and the SO PIN are both locked'),
  bothLocked: text(
    (serial: string) =>
      `这个 Key 不能再解锁。请致电发证机构或到柜台换领 USB Key 和印章，报出序列号 ${serial}；换领后原印章失效，已盖的章仍可验证。`,
    (serial) =>
      `This key cannot be unlocked any more. Call the issuer or go to its counter to replace USB key and seals, and name the serial number ${serial}. The old seals are then void; what they sealed can still be verified.`,
  ),
  mustChange: text(
    '这个 Key 还在用发放时的初始口令，知道它的不只是您。请先改为只有您知道的口令，再盖章。',
    'This key still has the PIN it was issued with, which others know too. Change it to one that only you know before you seal.',
  ),
  notSet: text(
    '这个 Key 还没有保护口令。请用管理员 PIN 设置，或联系发证机构。',
    'This key has no PIN yet. Set one with the SO PIN, or ask the issuer.',
  ),
  lastTry: text(
    '只剩最后一次机会：再输错一次，口令就会锁定。没有把握时，请先用解锁码重设口令。',
    'Only the last try is left: one more wrong PIN locks it. If you are not sure, set a new PIN with the unlock code.',
  ),
  reminder: text(
    (days: number) => `保护口令已经 ${days} 天没有修改，请定期修改。`,
    (days) => `The PIN has not been changed for ${days} days. Please change it regularly.`,
  ),
  lastChangeLine: text(
    (day: string) => `上次修改口令：${day}`,
    (day) => `PIN last changed: ${day}`,
  ),
  unknownChange: text('本机没有记录', 'not known on this computer'),
  soPinState: nameOf('soPin'),
};
