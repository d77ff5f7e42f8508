import type { ErrorCode } from '../errors.ts';
import { approvalErrorTextsZh } from './approval-error-texts-zh.ts';
import { errorText, type ErrorText } from './error-text.ts';
import { lifeErrorTextsZh } from './life-error-texts-zh.ts';
import { moduleErrorTextsZh } from './module-error-texts-zh.ts';
import { pinErrorTextsZh } from './pin-error-texts-zh.ts';
import { platformErrorTextsZh } from './platform-error-texts-zh.ts';
import { policyErrorTextsZh } from './policy-error-texts-zh.ts';
import { stampErrorTextsZh } from './stamp-error-texts-zh.ts';
import { registerErrorTextsZh } from './register-error-texts-zh.ts';
import { resetErrorTextsZh } from './reset-error-texts-zh.ts';
import { storeErrorTextsZh } from './store-error-texts-zh.ts';

/** The original texts. */
export const errorTextsZh: Readonly<Record<ErrorCode, ErrorText>> = {
  USAGE: errorText('命令写法不对。', '参数缺失、重复或无法识别。', '请对照帮助中的写法修改后重试。'),
  CANCELLED: errorText('已取消。', '您中止了本次操作。', '原文件未改动，也没有留下新文件；可以重新开始。'),
  INTERNAL: errorText(
    '程序内部出错，操作没有完成。',
    '程序遇到了不应出现的情况。',
    '原文件未改动。请重试；若再次出现，请重启程序并把下方代码告诉技术支持。',
  ),
  FILE_NOT_FOUND: errorText('找不到文件。', '文件可能已被移动、改名或删除。', '请确认文件位置后重新打开。'),
  FILE_UNREADABLE: errorText(
    '文件无法读取。',
    '可能没有读取权限，或所在的磁盘、网络位置已断开。',
    '请检查权限和连接，或把文件复制到本机后重试。',
  ),
  FILE_CHANGED: errorText(
    '处理过程中文件被改动了。',
    '另一个程序在此期间修改了这份文件。',
    '请关闭其他正在使用它的程序，重新打开文件后再试。',
  ),
  FILE_TYPE_UNKNOWN: errorText(
    '无法识别这种文件。',
    '它不是 PDF，也不是印章、签章数据或证书文件。',
    '请选择 PDF、印章（.esl）、签章数据（.dat）或证书文件。',
  ),
  NOT_A_PDF: errorText(
    '这不是 PDF 文件。',
    '文件开头没有 PDF 标记；扩展名可能与内容不符。',
    '请先把文件另存或导出为 PDF，再打开。',
  ),
  PDF_DAMAGED: errorText(
    '这份 PDF 已损坏，不能盖章。',
    '文件结构不符合 PDF 规范；修补会改变原文，因此本程序不修补。',
    '请向对方索取完好的文件，或用原软件重新导出 PDF。',
  ),
  PDF_TRUNCATED: errorText(
    '这份 PDF 不完整，不能盖章。',
    '文件结尾缺失，多半是下载或复制没有完成。',
    '请重新下载或复制完整的文件。',
  ),
  PDF_XREF_DAMAGED: errorText(
    '这份 PDF 的目录表已损坏，不能盖章。',
    '交叉引用表与文件内容对不上。',
    '请用原软件重新导出 PDF，或向对方索取完好的文件。',
  ),
  PDF_JUNK_BEFORE_HEADER: errorText(
    '这份 PDF 的开头有多余数据，不能盖章。',
    'PDF 标记之前有其他内容，签章的范围会因此含糊。',
    '请用原软件重新导出 PDF。',
  ),
  PDF_PAGE_TREE_DAMAGED: errorText(
    '这份 PDF 的页面结构已损坏，不能盖章。',
    '页面目录缺失、循环或互相矛盾。',
    '请用原软件重新导出 PDF。',
  ),
  PDF_OBJECT_NUMBER_TOO_LARGE: errorText(
    '这份 PDF 的对象编号异常，不能盖章。',
    '对象编号超出允许范围，文件可能是恶意构造的。',
    '请核实文件来源，并向对方索取正常导出的 PDF。',
  ),
  PDF_UNSUPPORTED_FILTER: errorText(
    '这份 PDF 用了本程序读不了的压缩方式，不能盖章。',
    '文件的结构数据用了少见的编码。',
    '请用原软件另存为普通 PDF 后重试。',
  ),
  PDF_ENCRYPTED: errorText(
    '这份 PDF 已加密，暂不能盖章。',
    '文件设有口令或权限保护。',
    '请向文件的制作者索取未加密的版本。',
  ),
  PDF_PERMISSION_DENIED: errorText(
    '这份 PDF 不允许签章。',
    '制作者设置的权限禁止添加签章。',
    '请向制作者索取允许签章的版本。',
  ),
  PDF_CERTIFIED_NO_CHANGES: errorText(
    '这份 PDF 已被认证，不允许再改动。',
    '认证者声明之后的任何改动（包括盖章）都会使认证失效。',
    '请向认证者索取允许后续签章的版本。',
  ),
  PDF_DYNAMIC_FORM: errorText(
    '这份 PDF 是动态表单，不能盖章。',
    '它的页面由 XFA 表单在打开时生成，没有固定的版面可盖。',
    '请在原软件中打印或导出为普通 PDF 后再盖章。',
  ),
  PAGE_NOT_FOUND: errorText('没有这一页。', '页码超出了文档的页数。', '请选择文档中已有的页。'),
  SEAL_OFF_PAGE: errorText('印章超出了页面。', '印章有一部分落在页面之外。', '请把印章移到页面之内。'),
  FIELD_NOT_FOUND: errorText(
    '找不到这个签名域。',
    '文档中没有这个名称的签名域。',
    '请选择列表中的签名域，或直接在页面上盖章。',
  ),
  FIELD_ALREADY_SIGNED: errorText(
    '这个签名域已经签过。',
    '同一个签名域只能签一次。',
    '请选择空白的签名域，或在页面其他位置盖章。',
  ),
  FIELD_LOCKED: errorText(
    '这个签名域已被锁定。',
    '先前的签章把它锁定了。',
    '请选择其他签名域，或联系先前的签章人。',
  ),
  OUTPUT_EXISTS: errorText(
    '同名文件已存在，没有覆盖。',
    '本程序从不覆盖已有文件。',
    '请换一个文件名或文件夹后重试。',
  ),
  OUTPUT_UNWRITABLE: errorText(
    '无法写入新文件。',
    '所在文件夹只读，或没有写入权限。',
    '请把原文件复制到可写的文件夹后再盖章。',
  ),
  DISK_FULL: errorText(
    '磁盘空间不足，没有写入新文件。',
    '剩余空间放不下盖章后的文件。',
    '请清理磁盘空间后重试。',
  ),
  OUTPUT_CHECK_FAILED: errorText(
    '写好的文件没有通过检查，已删除。',
    '写入后复核签章时发现不一致。',
    '原文件未改动。请重试；若再次出现，请检查磁盘并联系技术支持。',
  ),
  MODULE_MISSING: errorText(
    '找不到 USB Key 的驱动。',
    '驱动程序没有安装，或安装在别处。',
    '请安装 Key 厂商提供的驱动后重启本程序。',
  ),
  MODULE_LOAD_FAILED: errorText(
    'USB Key 的驱动无法加载。',
    '驱动可能已损坏，缺少它依赖的组件，或自身初始化失败。',
    '请重新安装 Key 厂商提供的驱动后重启本程序。',
  ),
  ...moduleErrorTextsZh,
  TOKEN_NOT_FOUND: errorText(
    '没有找到 USB Key。',
    'Key 没有插入，或驱动没有认出它。',
    '请插入 Key；若已插入，请换一个 USB 口。',
  ),
  TOKEN_AMBIGUOUS: errorText(
    '插着不止一个 USB Key。',
    '无法确定要用哪一个。',
    '请只保留要用的 Key，或指明它的序列号。',
  ),
  TOKEN_REMOVED: errorText(
    'USB Key 被拔出了。',
    '签章过程中 Key 断开了连接。',
    '没有生成文件。请插好 Key 后重新盖章。',
  ),
  TOKEN_HOST_CRASHED: errorText(
    'USB Key 驱动崩溃了，本次没有盖章。',
    '厂商的驱动程序意外退出，本程序已重新启动它。',
    '没有生成文件。请重新盖章；若反复出现，请更新驱动。',
  ),
  TOKEN_TIMEOUT: errorText(
    'USB Key 没有响应。',
    '驱动在规定时间内没有应答。',
    '没有生成文件。请重新插拔 Key 后再试。',
  ),
  TOKEN_FAILURE: errorText(
    'USB Key 报告了错误。',
    '驱动拒绝了这次操作，原因未说明。',
    '没有生成文件。请重新插拔 Key 后再试；若再次出现，请联系 Key 的厂商。',
  ),
  KEY_NOT_FOUND: errorText(
    'USB Key 里没有与印章对应的私钥。',
    '证书在，但与它配对的密钥不在这个 Key 里。',
    '请确认插入的是存有该印章的 Key，或联系发证机构。',
  ),
  ...pinErrorTextsZh,
  ...policyErrorTextsZh,
  ...lifeErrorTextsZh,
  ...approvalErrorTextsZh,
  ...stampErrorTextsZh,
  ...registerErrorTextsZh,
  ...resetErrorTextsZh,
  ...storeErrorTextsZh,
  ...platformErrorTextsZh,
  SIGNATURE_MISMATCH: errorText(
    'USB Key 给出的签名与证书不符，没有采用。',
    'Key 中的私钥与证书不配对，或所用的厂商配置不适合这个 Key。',
    '没有生成文件。请打开“驱动体检”查看所用的厂商配置，并在 keys.json 中改选另一个。',
  ),
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
  DER_INVALID: errorText(
    '数据格式不正确。',
    '内容不符合 DER 编码规则，可能已损坏或被改动。',
    '请重新获取这份数据。',
  ),
  TRUST_FOLDER_UNREADABLE: errorText(
    '信任目录无法读取。',
    '文件夹不存在，或没有读取权限。',
    '请检查设置中的信任目录；在此之前无法确认证书是否可信。',
  ),
};
