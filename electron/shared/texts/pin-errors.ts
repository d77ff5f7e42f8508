import { text, type ErrorTexts } from './bilingual.ts';

/** Errors of PINs: those that a token refused, and those that were not sent at all. */
export const pinErrors: ErrorTexts<`PIN_${string}` | `SO_PIN_${string}`> = {
  PIN_WRONG: {
    what: text('保护口令不正确，没有执行操作。', 'The PIN is wrong; nothing was done.'),
    why: text(
      '输入的口令与 Key 中的不一致；连续输错会锁定 Key。',
      'It differs from the one on the key; wrong PINs in a row lock the key.',
    ),
    next: text(
      '请核对大小写和输入法后重新输入。',
      'Check capital letters and the input method, then type it again.',
    ),
  },
  PIN_POSSIBLY_WRONG: {
    what: text(
      'USB Key 拒绝了登录，可能是保护口令不正确。',
      'The USB key refused the login; the PIN may be wrong.',
    ),
    why: text(
      '驱动没有说明原因，也不告知剩余次数；连续输错会锁定 Key。',
      'Its driver gives no reason and does not tell how many tries are left; wrong PINs in a row lock the key.',
    ),
    next: text(
      '请先核对口令；没有把握时请勿再试，可用厂商的工具查看 Key 的状态。',
      'Check the PIN first. If you are not sure of it, do not try again but look at the key with its maker’s tool.',
    ),
  },
  PIN_LOCKED: {
    what: text('USB Key 的保护口令已锁定。', 'The PIN of the USB key is locked.'),
    why: text('口令连续输错的次数已达上限。', 'It was wrong too many times in a row.'),
    next: text(
      '请到“印章”页查看解锁的办法；在此之前请勿再试。',
      'See “Seals” for the ways to unlock it; do not try before that.',
    ),
  },
  PIN_INVALID: {
    what: text('保护口令的格式不对。', 'The PIN does not have the right form.'),
    why: text(
      '口令的长度或字符不符合 Key 的规定。',
      'Its length or characters are not what the key accepts.',
    ),
    next: text('请核对口令的长度后重新输入。', 'Check the length and type it again.'),
  },
  PIN_LAST_TRY: {
    what: text('只剩最后一次机会，口令没有送出。', 'Only the last try is left; the PIN was not sent.'),
    why: text(
      '再错一次 Key 就会锁定，所以需要您先确认。',
      'One more wrong PIN locks the key, so you have to confirm first.',
    ),
    next: text(
      '请核对口令；确有把握时，先确认使用最后一次机会再输入（命令行加 --last-try）。',
      'Check the PIN. If you are sure, confirm the use of the last try, then type it (command line: add --last-try).',
    ),
  },
  PIN_TOO_WEAK: {
    what: text('新口令不符合要求，没有修改。', 'The new PIN does not meet the rules; nothing was changed.'),
    why: text(
      '它太短、太简单，或与原口令相同。',
      'It is too short or too simple, or the same as the old one.',
    ),
    next: text(
      '请换一个口令：6 至 16 位，至少含数字、大小写字母、符号中的两种，避免重复和连续的字符。',
      'Choose another: 6 to 16 characters, at least two of digits, capital letters, small letters and symbols, no repeats and no sequences.',
    ),
  },
  PIN_MUST_CHANGE: {
    what: text('初始口令必须先修改。', 'The initial PIN has to be changed first.'),
    why: text(
      '这个 Key 仍在使用发放时的初始口令，它要求先改为只有您知道的口令。',
      'This key still has the PIN it was issued with, and requires one that only you know.',
    ),
    next: text('请到“印章”页修改保护口令，然后重试。', 'Change the PIN under “Seals”, then try again.'),
  },
  PIN_NOT_SET: {
    what: text('这个 Key 还没有设置保护口令。', 'This key has no PIN yet.'),
    why: text('发放时没有设置口令，因此无法登录。', 'It was issued without one, so no login is possible.'),
    next: text(
      '请在“印章”页用管理员 PIN 设置口令，或联系发证机构。',
      'Set one under “Seals” with the SO PIN, or ask the issuer.',
    ),
  },
  PIN_REQUIRED: {
    what: text('需要重新输入保护口令。', 'The PIN has to be typed again.'),
    why: text(
      '免输口令的时间已到，或因拔出 Key、锁屏、休眠而提前结束。',
      'The time without a PIN is over, or ended early because the key was removed, the screen was locked or the computer slept.',
    ),
    next: text('请输入保护口令后再盖章。', 'Type the PIN and seal again.'),
  },
  SO_PIN_WRONG: {
    what: text('管理员 PIN 不正确，没有解锁。', 'The SO PIN is wrong; the key was not unlocked.'),
    why: text(
      '输入的管理员 PIN 与 Key 中的不一致；连续输错会使它也被锁定。',
      'It differs from the one on the key; wrong SO PINs in a row lock it too.',
    ),
    next: text(
      '请与发证机构核对解锁码后重新输入。',
      'Check the unlock code with the issuer, then type it again.',
    ),
  },
  SO_PIN_LOCKED: {
    what: text(
      '管理员 PIN 也已锁定，这个 Key 不能再解锁。',
      'The SO PIN is locked too; this key cannot be unlocked any more.',
    ),
    why: text('管理员 PIN 连续输错的次数已达上限。', 'The SO PIN was wrong too many times in a row.'),
    next: text(
      '请联系发证机构换领 USB Key 和印章；换领后原印章失效。',
      'Ask the issuer to replace USB key and seals; the old seals are void from then on.',
    ),
  },
};
