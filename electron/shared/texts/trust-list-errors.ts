import type { ErrorCode } from '../errors.ts';
import { text, type ErrorTexts } from './bilingual.ts';

/** Errors about signed lists of trust and makers (信任与制章者名单). */
export const trustListErrors: ErrorTexts<Extract<ErrorCode, `TRUST_LIST_${string}`>> = {
  TRUST_LIST_INVALID: {
    what: text('这不是有效的信任与制章者名单。', 'This is no valid list of trust and makers.'),
    why: text(
      '文件已损坏、被改动、签名不符，或根本不是名单。',
      'The file is damaged, changed, not signed as it should be, or holds something else.',
    ),
    next: text(
      '请向名单的发布方重新索取；不要使用这一份。',
      'Ask the issuer of the list for it again, and do not use this one.',
    ),
  },
  TRUST_LIST_UNCONFIRMED: {
    what: text('名单的指纹尚未核对。', 'Nobody has confirmed the fingerprint of the list.'),
    why: text(
      '本机第一次见到这个签发人；不核对指纹，谁都可以发来一份“名单”。',
      'This computer sees its signer for the first time. Without the fingerprint anybody could send a list.',
    ),
    next: text(
      '请用电话、纸质函件等其他途径取得签发人证书的指纹，核对后再启用（命令行用 --fingerprint）。',
      'Obtain the fingerprint of the signer’s certificate by another way, such as the telephone or a letter, compare it, and confirm (--fingerprint on the command line).',
    ),
  },
  TRUST_LIST_OF_OTHER: {
    what: text(
      '名单的签发人与指纹不符，没有启用。',
      'The list is not signed by the one whose fingerprint was given. It was not taken over.',
    ),
    why: text(
      '签发人证书的指纹与您给出的不同：可能输错，也可能是别人冒名签发的名单。',
      'The fingerprint of the signer’s certificate is another one: it was mistyped, or somebody else signed the list.',
    ),
    next: text(
      '请逐组核对；仍不一致，就不要使用这份名单，并告知发布方。',
      'Compare it group by group. If it still differs, do not use this list, and tell its issuer.',
    ),
  },
  TRUST_LIST_FOREIGN: {
    what: text(
      '名单不是原来的签发人签发的，没有启用。',
      'The list is not by the signer whom you have confirmed. It was not taken over.',
    ),
    why: text(
      '它与已确认的名单同名，签发人却不是同一个，也不是由同一根证书接替的。',
      'It has the name of a confirmed list, but another signer, who does not follow the former one under the same root.',
    ),
    next: text(
      '请向发布方核实。确已更换签发人时，先在“设置”中移除原名单，再重新核对指纹导入。',
      'Ask the issuer. If the signer has really changed, remove the former list in Settings first, and compare the fingerprint of the new one.',
    ),
  },
  TRUST_LIST_OLDER: {
    what: text('这是旧名单，没有启用。', 'This list is an older one. It was not taken over.'),
    why: text(
      '本机已有同一来源编号更新的名单；旧名单可能还信任已被移除的机构。',
      'This computer has a newer one of the same source. An older list may still trust somebody who was removed.',
    ),
    next: text('请向发布方索取最新一期名单。', 'Ask the issuer for the newest list.'),
  },
  TRUST_LIST_BOUND: {
    what: text(
      '本机已绑定平台，不能自行添加别处的名单。',
      'This computer is bound to a platform, and takes no list from elsewhere.',
    ),
    why: text(
      '绑定平台后，信任谁由该平台或管理员决定。',
      'Once it is bound, the platform or the administrator decides who is trusted.',
    ),
    next: text(
      '请平台或管理员把该机构列入信任；只想验章时，可在另一台未绑定的电脑上用“仅验章”。',
      'Ask the platform or the administrator to trust that authority. To verify alone, use a computer that is not bound, in the mode Verify only.',
    ),
  },
  TRUST_LIST_NOT_FOUND: {
    what: text('没有这份名单。', 'There is no such list.'),
    why: text('它已被移除，或编号不对。', 'It was removed already, or its name is another one.'),
    next: text('请用 trust list 查看现有名单。', 'See the lists at hand with trust list.'),
  },
};
