import type { ErrorCode } from '../errors.ts';
import { text, type ErrorTexts } from './bilingual.ts';

type SealErrorCode = Exclude<
  Extract<
    ErrorCode,
    `SEAL_${string}` | `CERTIFICATE_${string}` | `MAKER_LIST_${string}` | 'KEY_KIND_UNSUPPORTED'
  >,
  'SEAL_OFF_PAGE' | 'SEAL_NOT_PUBLISHED'
>;

/** Errors that say why a seal or a certificate is not used. */
export const sealErrors: ErrorTexts<SealErrorCode> = {
  SEAL_NOT_FOUND: {
    what: text('没有找到这枚印章。', 'This seal was not found.'),
    why: text('插入的 Key 里没有这枚印章。', 'The key that is plugged in does not hold it.'),
    next: text(
      '请插入存有该印章的 Key，或选择另一枚印章。',
      'Plug in the key with this seal, or choose another seal.',
    ),
  },
  SEAL_AMBIGUOUS: {
    what: text('有不止一枚印章叫这个名称。', 'More than one seal has this name.'),
    why: text('仅凭名称无法确定要用哪一枚。', 'The name alone does not say which one.'),
    next: text('请用印章编码指明。', 'Name it by its seal code.'),
  },
  SEAL_DAMAGED: {
    what: text('印章数据已损坏。', 'The seal is damaged.'),
    why: text('Key 里的印章数据读不出来。', 'Its data on the key cannot be read.'),
    next: text('请联系制章者重新下发印章。', 'Ask the seal maker to issue it again.'),
  },
  SEAL_PICTURE_UNSUPPORTED: {
    what: text('印章的图片格式无法使用。', 'The picture of the seal cannot be used.'),
    why: text(
      '印章图片不是 PNG、JPEG、GIF 或 BMP，或已损坏。',
      'It is not PNG, JPEG, GIF or BMP, or it is damaged.',
    ),
    next: text('请联系制章者更换印章图片。', 'Ask the seal maker for another picture.'),
  },
  SEAL_EXPIRED: {
    what: text('印章已过有效期。', 'The seal has expired.'),
    why: text('印章的有效期已经结束。', 'Its period of validity is over.'),
    next: text('请联系制章者换领印章。', 'Ask the seal maker to renew it.'),
  },
  SEAL_NOT_YET_VALID: {
    what: text('印章尚未生效。', 'The seal is not valid yet.'),
    why: text('印章的有效期还没有开始。', 'Its period of validity has not begun.'),
    next: text(
      '请在生效日期之后使用，并核对电脑的日期。',
      'Use it after that date, and check the computer’s date.',
    ),
  },
  SEAL_CERTIFICATE_NOT_LISTED: {
    what: text('印章与证书不匹配。', 'The seal and the certificate do not match.'),
    why: text(
      '印章授权的证书名单里没有这个 Key 的证书，多半是证书更新后印章没有换领。',
      'The seal’s list of certificates lacks this one; most likely the certificate was renewed and the seal was not.',
    ),
    next: text('请联系制章者换领印章。', 'Ask the seal maker to renew the seal.'),
  },
  SEAL_SUPERSEDED_CERTIFICATE: {
    what: text(
      '证书已更新，请重新制作印章。',
      'The certificate was renewed without a new seal: have the seal made anew.',
    ),
    why: text(
      '这枚印章属于更新前的证书，不能再用于盖章，仅作为历史保留。',
      'This seal belongs to the certificate before its renewal; it is kept as history and cannot seal any more.',
    ),
    next: text(
      '请联系制章者，用新证书重新制作印章。',
      'Ask the seal maker to make the seal for the new certificate.',
    ),
  },
  SEAL_REPLACED: {
    what: text('这枚印章已由新章替代。', 'This seal was replaced by a new one.'),
    why: text(
      '同一枚印章已用新证书重新制作，旧章仅作为历史保留。',
      'It was made anew for the renewed certificate; this one is kept as history.',
    ),
    next: text('请选择同名的新印章。', 'Choose the new seal of the same name.'),
  },
  SEAL_UNCONFIRMED: {
    what: text('印章图案尚未确认。', 'The picture of the seal is not confirmed yet.'),
    why: text(
      '印章启用前须由持有人核对图案；本机台账没有对这枚印章现有图案的确认记录。',
      'The holder confirms the picture of a seal before its first use; the register here has no confirmation of this picture.',
    ),
    next: text(
      '请在盖章页的印章列表中核对图案并确认（命令行：sealdesk confirm），再盖章；有误请联系制章者。',
      'Look at the picture in the list of seals beside the document and confirm it (command line: sealdesk confirm), then seal; if it is wrong, contact the seal maker.',
    ),
  },
  SEAL_VERSION_UNSUPPORTED: {
    what: text('这枚印章的版本不能用于新的签章。', 'A seal of this version cannot make new signatures.'),
    why: text(
      '它是 2014 年旧标准（GM/T 0031-2014）的印章，只能用于验章。',
      'It follows the standard of 2014 (GM/T 0031-2014), which is only verified.',
    ),
    next: text(
      '请联系制章者换领新标准（GB/T 38540-2020）的印章。',
      'Ask the seal maker for a seal of the present standard (GB/T 38540-2020).',
    ),
  },
  SEAL_FILES_NOT_ALLOWED: {
    what: text('策略不允许使用文件中的印章。', 'The policy does not allow seals from files.'),
    why: text('此环境只接受存放在 USB Key 里的印章。', 'Only seals on a USB key are accepted here.'),
    next: text(
      '请使用 Key 里的印章，或请管理员调整策略。',
      'Use a seal on the key, or ask an administrator to change the policy.',
    ),
  },
  MAKER_LIST_INVALID: {
    what: text('这不是有效的制章者名单。', 'This is no list of seal makers.'),
    why: text('文件已损坏、被改动，或不是名单。', 'The file is damaged or changed, or holds something else.'),
    next: text('请向管理员重新索取名单。', 'Ask the administrator for the list again.'),
  },
  MAKER_LIST_OF_OTHER: {
    what: text('名单的签发人与指纹不符。', 'The list is not signed by the one whose fingerprint was given.'),
    why: text(
      '签发人证书的 SM3 指纹与您输入的不同。',
      'The SM3 fingerprint of the signer’s certificate is another one.',
    ),
    next: text(
      '请通过电话等其他途径与管理员核对指纹。',
      'Compare the fingerprint with the administrator by another way, such as the telephone.',
    ),
  },
  SEAL_MAKER_UNTRUSTED: {
    what: text('印章的制章者不受信任。', 'The maker of the seal is not trusted.'),
    why: text(
      '信任目录里没有能证明制章者身份的证书。',
      'The trust folder holds no certificate that proves who the maker is.',
    ),
    next: text(
      '请核实印章来源；确认无误后由管理员把根证书放入信任目录。',
      'Check where the seal comes from; an administrator can then put the root certificate into the trust folder.',
    ),
  },
  CERTIFICATE_NOT_FOUND: {
    what: text('没有找到这张证书。', 'This certificate was not found.'),
    why: text(
      '插入的 Key 里没有这个名称或序列号的证书。',
      'No key that is plugged in holds a certificate of this name or serial number.',
    ),
    next: text('请用 tokens 命令查看 Key 里的证书。', 'List the certificates with the tokens command.'),
  },
  CERTIFICATE_AMBIGUOUS: {
    what: text('有不止一张证书符合。', 'More than one certificate fits.'),
    why: text('仅凭这个名称无法确定要用哪一张。', 'The name alone does not say which one.'),
    next: text(
      '请用证书序列号和 Key 的序列号指明。',
      'Name it by its serial number and by the serial number of its key.',
    ),
  },
  CERTIFICATE_DAMAGED: {
    what: text('证书已损坏。', 'The certificate is damaged.'),
    why: text('证书数据读不出来。', 'Its data cannot be read.'),
    next: text('请联系发证机构重新下载证书。', 'Ask the issuer to provide it again.'),
  },
  CERTIFICATE_EXPIRED: {
    what: text('证书已过期。', 'The certificate has expired.'),
    why: text('证书的有效期已经结束。', 'Its period of validity is over.'),
    next: text('请联系发证机构更新证书，再换领印章。', 'Ask the issuer to renew it, then renew the seal.'),
  },
  CERTIFICATE_NOT_YET_VALID: {
    what: text('证书尚未生效。', 'The certificate is not valid yet.'),
    why: text('证书的有效期还没有开始。', 'Its period of validity has not begun.'),
    next: text(
      '请在生效日期之后使用，并核对电脑的日期。',
      'Use it after that date, and check the computer’s date.',
    ),
  },
  CERTIFICATE_REVOKED: {
    what: text('证书已被撤销。', 'The certificate is revoked.'),
    why: text('发证机构的撤销列表里有这张证书。', 'The issuer’s revocation list names it.'),
    next: text(
      '请联系发证机构，此证书不能再用于盖章。',
      'Contact the issuer; this certificate cannot seal any more.',
    ),
  },
  CERTIFICATE_NOT_FOR_SIGNING: {
    what: text('这张证书不能用于签章。', 'This certificate is not made for sealing.'),
    why: text(
      '证书的用途不包含数字签名（可能是加密证书）。',
      'Its usage does not include digital signatures (it may be an encryption certificate).',
    ),
    next: text(
      '请改用同一个 Key 中的签名证书，或联系发证机构。',
      'Use the signing certificate on the same key, or contact the issuer.',
    ),
  },
  CERTIFICATE_OF_SEAL: {
    what: text(
      '这张证书属于印章，不能单独用来签名。',
      'This certificate belongs to a seal and does not sign by itself.',
    ),
    why: text(
      '电脑上的一枚印章使用这张证书；绕过用印审批和规则的签名同样会约束本单位。',
      'A seal on this computer uses it; a signature past the approval and the rules of the seal would bind the enterprise too.',
    ),
    next: text(
      '请用这枚印章盖章，或改用不属于任何印章的证书。',
      'Apply the seal, or choose a certificate that belongs to none.',
    ),
  },
  CERTIFICATE_UNTRUSTED: {
    what: text('证书的发证机构不受信任。', 'The issuer of the certificate is not trusted.'),
    why: text('信任目录里没有它的发证机构。', 'The trust folder does not hold its issuer.'),
    next: text(
      '请核实证书来源；确认无误后由管理员把根证书放入信任目录。',
      'Check where it comes from; an administrator can then put the root certificate into the trust folder.',
    ),
  },
  KEY_KIND_UNSUPPORTED: {
    what: text('这种密钥不能用于此操作。', 'This kind of key cannot do that.'),
    why: text(
      '盖章用 SM2 密钥，普通签名用 SM2、RSA 或 P-256、P-384 密钥。',
      'Seals take SM2 keys; ordinary signatures take SM2, RSA, P-256 or P-384 keys.',
    ),
    next: text('请选择合适的证书。', 'Choose a certificate that fits.'),
  },
};
