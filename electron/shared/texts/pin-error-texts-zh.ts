import { errorText, type ErrorText } from './error-text.ts';
import type { PinErrorCode } from './pin-error-code.ts';

/** What people read of PINs. */
export const pinErrorTextsZh: Readonly<Record<PinErrorCode, ErrorText>> = {
  PIN_WRONG: errorText(
    '保护口令不正确，没有执行操作。',
    '输入的口令与 Key 中的不一致；连续输错会锁定 Key。',
    '请核对大小写和输入法后重新输入。',
  ),
  PIN_POSSIBLY_WRONG: errorText(
    'USB Key 拒绝了登录，可能是保护口令不正确。',
    '驱动没有说明原因，也不告知剩余次数；连续输错会锁定 Key。',
    '请先核对口令；没有把握时请勿再试，可用厂商的工具查看 Key 的状态。',
  ),
  PIN_LOCKED: errorText(
    'USB Key 的保护口令已锁定。',
    '口令连续输错的次数已达上限。',
    '请到“印章”页查看解锁的办法；在此之前请勿再试。',
  ),
  PIN_INVALID: errorText(
    '保护口令的格式不对。',
    '口令的长度或字符不符合 Key 的规定。',
    '请核对口令的长度后重新输入。',
  ),
  PIN_LAST_TRY: errorText(
    '只剩最后一次机会，口令没有送出。',
    '再错一次 Key 就会锁定，所以需要您先确认。',
    '请核对口令；确有把握时，先确认使用最后一次机会再输入（命令行加 --last-try）。',
  ),
  PIN_TOO_WEAK: errorText(
    '新口令不符合要求，没有修改。',
    '它太短、太简单，或与原口令相同。',
    '请换一个口令：6 至 16 位，至少含数字、大小写字母、符号中的两种，避免重复和连续的字符。',
  ),
  PIN_MUST_CHANGE: errorText(
    '初始口令必须先修改。',
    '这个 Key 仍在使用发放时的初始口令，它要求先改为只有您知道的口令。',
    '请到“印章”页修改保护口令，然后重试。',
  ),
  PIN_NOT_SET: errorText(
    '这个 Key 还没有设置保护口令。',
    '发放时没有设置口令，因此无法登录。',
    '请在“印章”页用管理员 PIN 设置口令，或联系发证机构。',
  ),
  PIN_REQUIRED: errorText(
    '需要重新输入保护口令。',
    '免输口令的时间已到，或因拔出 Key、锁屏、休眠而提前结束。',
    '请输入保护口令后再盖章。',
  ),
  SO_PIN_WRONG: errorText(
    '管理员 PIN 不正确，没有解锁。',
    '输入的管理员 PIN 与 Key 中的不一致；连续输错会使它也被锁定。',
    '请与发证机构核对解锁码后重新输入。',
  ),
  SO_PIN_LOCKED: errorText(
    '管理员 PIN 也已锁定，这个 Key 不能再解锁。',
    '管理员 PIN 连续输错的次数已达上限。',
    '请联系发证机构换领 USB Key 和印章；换领后原印章失效。',
  ),
};
