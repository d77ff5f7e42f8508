import { text } from './bilingual.ts';

/** Texts of the verification report (验章报告). */
export const reportTexts = {
  title: text('验章报告', 'Verification report'),
  disclaimer: text(
    '本结论仅为电子签章技术验证，不判断合同效力',
    'This is a technical verification of electronic seals alone. It does not judge the effect of a contract',
  ),
  document: text('文件', 'Document'),
  name: text('文件名', 'File name'),
  size: text('大小', 'Size'),
  bytes: text(
    (count: number) => `${count} 字节`,
    (count) => `${count} bytes`,
  ),
  unreadable: text('无法读取', 'Cannot be read'),
  about: text('关于本报告', 'About this report'),
  judgedAt: text('判断所依据的时间', 'Judged as of'),
  madeAt: text('生成时间', 'Made'),
  program: text('程序', 'Program'),
  computer: text('计算机', 'Computer'),
  person: text('生成人（计算机用户）', 'Made by (user of the computer)'),
  revocationLists: text('撤销列表截至', 'Revocation lists as of'),
  trustLists: text('信任与制章者名单截至', 'Lists of trust and makers as of'),
  listOf: text(
    (asOf: string, source: string) => `${asOf}（来源：${source}）`,
    (asOf, source) => `${asOf} (source: ${source})`,
  ),
  offlineBundle: text('离线更新包', 'Offline bundle'),
  bundleOf: text(
    (asOf: string, platform: string) => `签发于 ${asOf}（平台 ${platform}）；此后平台公布的内容不在判断之内`,
    (asOf, platform) =>
      `issued ${asOf} (platform ${platform}); what the platform has published since is not considered`,
  ),
  outdated: text('已过期', 'outdated'),
  changed: text('文件已被改动，未采用', 'changed on the disk; it counts for nothing'),
  timeline: text('修订时间线', 'Revisions'),
  version: text('版本', 'Version'),
  revisionTime: text('时间', 'Time'),
  noTime: text('文件没有写明', 'Not stated'),
  signature: text(
    (number: number, total: number) => `签章 ${number} / ${total}`,
    (number, total) => `Seal ${number} of ${total}`,
  ),
  seal: text('印章', 'Seal'),
  sealId: text('印章编码', 'Number of the seal'),
  sealValidity: text('印章有效期', 'Validity of the seal'),
  maker: text('制章者', 'Seal maker'),
  signer: text('签章人证书', 'Certificate of the signer'),
  serial: text('证书序列号', 'Serial number'),
  notAfter: text('证书到期', 'Certificate expires'),
  signedAt: text('声称的签章时间', 'Time of sealing, as claimed'),
  format: text('签章格式', 'Format'),
  field: text('签名域', 'Field'),
  place: text('位置', 'Place'),
  placeOf: text(
    (page: number, x: string, y: string, width: string, height: string) =>
      `第 ${page} 页，距左 ${x}、距上 ${y} 毫米，${width} × ${height} 毫米`,
    (page, x, y, width, height) =>
      `Page ${page}, ${x} mm from the left, ${y} mm from the top, ${width} × ${height} mm`,
  ),
  notVisible: text('不可见签章', 'Not visible'),
  covered: text('签章覆盖', 'Covered bytes'),
  coveredOf: text(
    (covered: number, size: number) => `前 ${covered} 字节，文件共 ${size} 字节`,
    (covered, size) => `The first ${covered} of ${size} bytes`,
  ),
  checks: text('检查项目', 'Check'),
  result: text('结果', 'Result'),
  findings: text('说明', 'Finding'),
  reasons: text('理由', 'Reasons'),
  notChecked: text('本报告没有检查的内容', 'What this report did not check'),
  page: text(
    (page: number, pages: number) => `第 ${page} 页　共 ${pages} 页`,
    (page, pages) => `Page ${page} of ${pages}`,
  ),
  onPage: text(
    (page: number) => `第 ${page} 页`,
    (page) => `page ${page}`,
  ),
  skippedCheck: text(
    (number: number, check: string) => `签章 ${number}：${check}（未检查）`,
    (number, check) => `Seal ${number}: ${check} (not checked)`,
  ),
  unknownCheck: text(
    (number: number, check: string, why: string) => `签章 ${number}：${check}（无法确认：${why}）`,
    (number, check, why) => `Seal ${number}: ${check} (cannot be confirmed: ${why})`,
  ),
};

/** What no verification report speaks of, whatever its document holds. */
export const NEVER_CHECKED = [
  text(
    '签章人的真实身份、意思表示和授权；报告只依据证书和印章中记载的名称',
    'Who really acted, with what intent and authority: the report goes by the names in certificate and seal',
  ),
  text(
    '文档内容是否真实、合法，合同是否成立、有效',
    'Whether the content is true or lawful, and whether a contract came about or is valid',
  ),
  text(
    '印章图案与公安机关备案的实物印章印模是否一致',
    'Whether the picture equals the imprint of a physical seal that the police has on record',
  ),
  text(
    '所列日期之后公布的撤销、停用和注销',
    'Revocations, suspensions and cancellations that were published after the dates given',
  ),
  text(
    '不是电子签章的印章图案，如扫描或打印的印章',
    'Pictures of seals that are no electronic seals, such as scanned or printed ones',
  ),
] as const;
