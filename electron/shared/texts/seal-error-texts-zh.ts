import { errorText, type ErrorText } from './error-text.ts';
import type { SealErrorCode } from './seal-error-code.ts';

/** The original texts. */
export const sealErrorTextsZh: Readonly<Record<SealErrorCode, ErrorText>> = {
  SEAL_NOT_FOUND: errorText(
    '没有找到这枚印章。',
    '插入的 Key 里没有这枚印章。',
    '请插入存有该印章的 Key，或选择另一枚印章。',
  ),
  SEAL_AMBIGUOUS: errorText(
    '有不止一枚印章叫这个名称。',
    '仅凭名称无法确定要用哪一枚。',
    '请用印章编码指明。',
  ),
  SEAL_DAMAGED: errorText('印章数据已损坏。', 'Key 里的印章数据读不出来。', '请联系制章机构重新下发印章。'),
  SEAL_PICTURE_UNSUPPORTED: errorText(
    '印章的图片格式无法使用。',
    '印章图片不是 PNG、JPEG、GIF 或 BMP，或已损坏。',
    '请联系制章机构更换印章图片。',
  ),
  SEAL_EXPIRED: errorText('印章已过有效期。', '印章的有效期已经结束。', '请联系制章机构换领印章。'),
  SEAL_NOT_YET_VALID: errorText(
    '印章尚未生效。',
    '印章的有效期还没有开始。',
    '请在生效日期之后使用，并核对电脑的日期。',
  ),
  SEAL_CERTIFICATE_NOT_LISTED: errorText(
    '印章与证书不匹配。',
    '印章授权的证书名单里没有这个 Key 的证书，多半是证书更新后印章没有换领。',
    '请联系制章机构换领印章。',
  ),
  SEAL_SUPERSEDED_CERTIFICATE: errorText(
    '证书已更新，请重新制作印章。',
    '这枚印章属于更新前的证书，不能再用于盖章，仅作为历史保留。',
    '请联系制章机构，用新证书重新制作印章。',
  ),
  SEAL_REPLACED: errorText(
    '这枚印章已由新章替代。',
    '同一枚印章已用新证书重新制作，旧章仅作为历史保留。',
    '请选择同名的新印章。',
  ),
  SEAL_UNCONFIRMED: errorText(
    '印章图案尚未确认。',
    '新领取的印章须由持有人核对图案后才能首次使用。',
    '请核对印章图案，确认无误后再盖章；有误请联系制章机构。',
  ),
  SEAL_VERSION_UNSUPPORTED: errorText(
    '这枚印章的版本不能用于新的签章。',
    '它是 2014 年旧标准（GM/T 0031-2014）的印章，只能用于验章。',
    '请联系制章机构换领新标准（GB/T 38540-2020）的印章。',
  ),
  SEAL_FILES_NOT_ALLOWED: errorText(
    '策略不允许使用文件中的印章。',
    '此环境只接受存放在 USB Key 里的印章。',
    '请使用 Key 里的印章，或请管理员调整策略。',
  ),
  SEAL_MAKER_UNTRUSTED: errorText(
    '印章的制章者不受信任。',
    '信任目录里没有能证明制章者身份的证书。',
    '请核实印章来源；确认无误后由管理员把根证书放入信任目录。',
  ),
  CERTIFICATE_NOT_FOUND: errorText(
    '没有找到这张证书。',
    '插入的 Key 里没有这个名称或序列号的证书。',
    '请用 tokens 命令查看 Key 里的证书。',
  ),
  CERTIFICATE_AMBIGUOUS: errorText(
    '有不止一张证书符合。',
    '仅凭这个名称无法确定要用哪一张。',
    '请用证书序列号和 Key 的序列号指明。',
  ),
  CERTIFICATE_DAMAGED: errorText('证书已损坏。', '证书数据读不出来。', '请联系发证机构重新下载证书。'),
  CERTIFICATE_EXPIRED: errorText(
    '证书已过期。',
    '证书的有效期已经结束。',
    '请联系发证机构更新证书，再换领印章。',
  ),
  CERTIFICATE_NOT_YET_VALID: errorText(
    '证书尚未生效。',
    '证书的有效期还没有开始。',
    '请在生效日期之后使用，并核对电脑的日期。',
  ),
  CERTIFICATE_REVOKED: errorText(
    '证书已被撤销。',
    '发证机构的撤销列表里有这张证书。',
    '请联系发证机构，此证书不能再用于盖章。',
  ),
  CERTIFICATE_NOT_FOR_SIGNING: errorText(
    '这张证书不能用于签章。',
    '证书的用途不包含数字签名（可能是加密证书）。',
    '请改用同一个 Key 中的签名证书，或联系发证机构。',
  ),
  CERTIFICATE_UNTRUSTED: errorText(
    '证书的签发机构不受信任。',
    '信任目录里没有它的签发机构。',
    '请核实证书来源；确认无误后由管理员把根证书放入信任目录。',
  ),
  KEY_KIND_UNSUPPORTED: errorText(
    '这种密钥不能用于此操作。',
    '盖章用 SM2 密钥，普通签名用 RSA 或 P-256、P-384 密钥。',
    '请选择合适的证书。',
  ),
};
