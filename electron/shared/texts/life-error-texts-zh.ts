import { errorText, type ErrorText } from './error-text.ts';
import type { LifeErrorCode } from './life-error-code.ts';

/** The original texts. */
export const lifeErrorTextsZh: Readonly<Record<LifeErrorCode, ErrorText>> = {
  LIFE_NOTICE_NOT_COPIED: errorText(
    '文字没有复制到剪贴板。',
    '系统没有接受这次复制，剪贴板可能正被其他程序占用。',
    '请再试一次；也可以把通知另存为文本文件。',
  ),
  LIFE_LOSS_UNKNOWN: errorText(
    '找不到这份挂失。',
    '本机没有这个编号的挂失登记。',
    '请核对编号；在其他电脑上登记的挂失，请在那台电脑上处理或联系平台。',
  ),
  LIFE_LOSS_REPEATED: errorText(
    '这枚印章已经挂失，没有再次登记。',
    '本机已有这枚印章的有效挂失登记。',
    '无需重复挂失；有新的情况，请联系平台。',
  ),
  LIFE_WITHDRAWAL_NOT_PROVIDED: errorText(
    '挂失不能撤回。',
    '本地区的办法没有规定挂失的撤回；或者挂失已经撤回、正在审核。',
    '需要继续用印的，请向平台申请换领或重新申领印章。',
  ),
  LIFE_RENEWAL_NOT_OPEN: errorText(
    '现在不能续期。',
    '还没有到续期的时间，或者已经过了续期的期限。',
    '请在续期期限内申请；已过期限的，请重新申领印章。',
  ),
  LIFE_REASON_NOT_PROVIDED: errorText(
    '不能以这个理由申请。',
    '本地区的办法没有把它列为换领或注销的情形。',
    '请选择列出的理由；拿不准的，请咨询平台。',
  ),
  LIFE_APPLICATION_OPEN: errorText(
    '这枚印章已有申请在办理中，没有再次提交。',
    '前一份申请还没有办结。',
    '请在“印章”中查看前一份申请的状态。',
  ),
  LIFE_APPLICATION_UNKNOWN: errorText(
    '找不到这份申请。',
    '本机没有这个编号的申请。',
    '请核对编号，或先同步。',
  ),
  LIFE_NEW_SEAL_NOT_READY: errorText(
    '新印章还没有制成。',
    '平台尚未审核通过，或者新印章已经写入 USB Key。',
    '请稍后同步，再查看申请的状态。',
  ),
  LIFE_NEW_SEAL_UNFIT: errorText(
    '平台发来的新印章与这个 USB Key 不符，没有写入。',
    '新证书不是这个 Key 的密钥的证书，或者新印章没有列入这张证书、制章者签名不对、制章者不可信任。',
    '原有的印章没有改动；请联系平台重新制作。',
  ),
};
