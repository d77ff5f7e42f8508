import { nameOf } from '../../../electron/shared/glossary.ts';
import { text } from '../../../electron/shared/texts/bilingual.ts';
import { checkNames, resultTexts, verdictTexts } from '../../../electron/shared/texts/verdict-texts.ts';

/** Texts of verification. */
export const verifyTexts = {
  title: text('验章结果', 'Result'),
  emptyTitle: text('把 PDF、OFD 拖到这里', 'Drag PDF or OFD files here'),
  emptyText: text(
    '一份、一批或整个文件夹都可以，查看其中的电子签章是否有效。不需要联网，也不需要 USB Key。',
    'One file, many, or a whole folder: see whether their electronic seals are valid. No network and no USB key needed.',
  ),
  verifying: text('正在验章…', 'Verifying…'),
  unsigned: verdictTexts.unsigned,
  unsignedText: text(
    '文档中没有电子签章。扫描或打印出来的印章图案不是电子签章。',
    'The document holds no electronic seal. A scanned or printed picture of a seal is not one.',
  ),
  error: verdictTexts.error,
  signature: text(
    (number: number, total: number) => `签章 ${number} / ${total}`,
    (number, total) => `Seal ${number} of ${total}`,
  ),
  signer: text('签章人', 'Signer'),
  seal: text('印章', 'Seal'),
  maker: nameOf('sealMaker'),
  signedAt: text('签章时间', 'Sealed at'),
  place: text('位置', 'Place'),
  placeText: text(
    (page: number, x: string, y: string) => `第${page}页，中心 ${x}, ${y} 毫米`,
    (page, x, y) => `Page ${page}, centre ${x}, ${y} mm`,
  ),
  noPlace: text('不可见签章', 'Not visible'),
  checks: checkNames,
  results: resultTexts,
  quietChecks: text(
    (passed: number, skipped: number) =>
      skipped === 0 ? `${passed} 项检查全部通过` : `${passed} 项检查通过，${skipped} 项不适用`,
    (passed, skipped) =>
      skipped === 0
        ? `All ${passed} checks passed`
        : `${passed} checks passed, ${skipped} ${skipped === 1 ? 'does' : 'do'} not apply`,
  ),
  otherChecks: text(
    (passed: number, skipped: number) =>
      skipped === 0 ? `其余 ${passed} 项检查通过` : `其余 ${passed} 项通过，${skipped} 项不适用`,
    (passed, skipped) =>
      skipped === 0
        ? `${passed} other checks passed`
        : `${passed} others passed, ${skipped} ${skipped === 1 ? 'does' : 'do'} not apply`,
  ),
  listAsOf: text(
    (time: string) => `撤销列表截至 ${time}`,
    (time) => `Revocation list as of ${time}`,
  ),
  listAsOfBy: text(
    (time: string, source: string) => `撤销列表截至 ${time}（${source}）`,
    (time, source) => `Revocation list as of ${time} (${source})`,
  ),
  statusAsOf: text(
    (time: string) => `印章状态截至 ${time}（印章平台）`,
    (time) => `Seal status as of ${time} (the seal platform)`,
  ),
  offlineBundle: text(
    (time: string, platform: string) => `离线更新包，签发于 ${time}（平台 ${platform}）`,
    (time, platform) => `Offline bundle, issued ${time} (platform ${platform})`,
  ),
  noList: text('没有撤销列表', 'No revocation list'),
  trustSource: text(
    '可信来源：信任目录和已同步的平台',
    'Source of trust: trust folder and synchronised platforms',
  ),
  loadingDetails: text('正在读取修订与证书…', 'Reading revisions and certificates…'),
  timeline: text('修订时间线', 'Timeline of revisions'),
  revisionTitle: text(
    (number: number, what: string) => `版本 ${number}：${what}`,
    (number, what) => `Version ${number}: ${what}`,
  ),
  changeInVersion: text(
    (what: string, number: number) => `${what} · 版本 ${number}`,
    (what, number) => `${what} · version ${number}`,
  ),
  noTime: text('时间不详', 'Time not known'),
  timeBy: text(
    (time: string, source: string) => `${time}（${source}）`,
    (time, source) => `${time} (${source})`,
  ),
  versionBytes: text(
    (bytes: number) => `文件的前 ${bytes} 字节`,
    (bytes) => `The first ${bytes} bytes of the file`,
  ),
  viewVersion: text(
    (number: number) => `查看版本 ${number}`,
    (number) => `View version ${number}`,
  ),
  onPages: text('页面正显示这一版本', 'The pages show this version'),
  viewSealed: text('查看签章时的内容', 'View as sealed'),
  showPlace: text('在页面上看', 'Show on the page'),
  backToPresent: text('回到现在的文件', 'Back to the present file'),
  viewingSealed: text(
    (names: string, number: number, bytes: number) =>
      `正在查看“${names}”签章时的内容：版本 ${number}，文件的前 ${bytes} 字节。其后的增补都没有显示。`,
    (names, number, bytes) =>
      `You see what “${names}” sealed: version ${number}, the first ${bytes} bytes. Nothing that came later is shown.`,
  ),
  viewingVersion: text(
    (number: number, bytes: number) =>
      `正在查看版本 ${number}，文件的前 ${bytes} 字节。其后的增补都没有显示。`,
    (number, bytes) =>
      `You see version ${number}, the first ${bytes} bytes. Nothing that came later is shown.`,
  ),
  viewingAltered: text(
    '注意：这一版本的内容与签章不符，不是盖章时的原样。',
    'Note: these bytes do not fit the seal. They are not what was sealed.',
  ),
  changedSince: text('盖章之后', 'Since then'),
  nothingSince: text('盖章后没有改动', 'Nothing since it was sealed'),
  pagesUnchanged: text('有增补，页面没有变化', 'Something was added; the pages are the same'),
  sealOnPage: text(
    (number: number, verdict: string) => `签章 ${number}：${verdict}。查看结论`,
    (number, verdict) => `Seal ${number}: ${verdict}. Show the verdict`,
  ),
  sealAndCertificates: text('印章与证书', 'Seal and certificates'),
  certificates: text('证书', 'Certificates'),
  signerCertificate: text('签章人证书', 'Certificate of the signer'),
  makerCertificate: text('制章者证书', 'Certificate of the seal maker'),
  sealPicture: text(
    (name: string) => `印章图案：${name}`,
    (name) => `Picture of the seal: ${name}`,
  ),
  sealFacts: {
    name: text('名称', 'Name'),
    kind: text('种类', 'Kind'),
    kinds: {
      organisation: text('单位印章', 'Of an organisation'),
      person: text('个人印章', 'Of a person'),
      other: text('其他', 'Other'),
    },
    id: text('印章编码', 'Number of the seal'),
    size: text('尺寸', 'Size'),
    millimetres: text(
      (width: string, height: string) => `${width} × ${height} 毫米`,
      (width, height) => `${width} × ${height} mm`,
    ),
    created: text('制作日期', 'Made on'),
    validity: text('有效期', 'Validity'),
    signers: text('准许的签章人', 'Permitted signers'),
    digest: text(
      (value: string) => `证书杂凑值 ${value}`,
      (value) => `Hash of a certificate ${value}`,
    ),
  },
  chainTrusted: text('逐级上溯到受信任的根。', 'Leads to a trusted root.'),
  chainOpen: text('没有上溯到受信任的根。', 'Leads to no trusted root.'),
  judgedAt: text(
    (time: string) => `按 ${time} 判断`,
    (time) => `Judged as of ${time}`,
  ),
  standings: {
    anchor: text('受信任的根', 'Trusted root'),
    notRevoked: text(
      (time: string) => `未撤销（列表截至 ${time}）`,
      (time) => `Not revoked (list as of ${time})`,
    ),
    revoked: text(
      (time: string) => `${time} 已撤销`,
      (time) => `Revoked ${time}`,
    ),
    noList: text('没有撤销列表', 'No revocation list'),
    staleList: text(
      (time: string) => `撤销列表不够用（截至 ${time}）`,
      (time) => `The revocation list does not suffice (as of ${time})`,
    ),
    noPath: text('未受信任', 'Not trusted'),
  },
  certificate: {
    subject: text('持有者', 'Subject'),
    issuer: nameOf('issuer'),
    serial: text('序列号', 'Serial number'),
    validity: text('有效期', 'Validity'),
    keyUsage: text('密钥用途', 'Key usage'),
    keyUses: {
      digitalSignature: text('数字签名', 'digital signature'),
      nonRepudiation: text('抗抵赖', 'non-repudiation'),
      keyEncipherment: text('密钥加密', 'key encipherment'),
      dataEncipherment: text('数据加密', 'data encipherment'),
      keyAgreement: text('密钥协商', 'key agreement'),
      keyCertSign: text('签发证书', 'signing certificates'),
      cRLSign: text('签发撤销列表', 'signing revocation lists'),
      encipherOnly: text('仅加密', 'enciphering only'),
      decipherOnly: text('仅解密', 'deciphering only'),
    },
    everyUse: text('未限定', 'Not limited'),
    algorithm: text('算法', 'Algorithm'),
  },
  again: text('重新验章', 'Verify again'),
  file: text('文件', 'File'),
};
