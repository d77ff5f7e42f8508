/** Texts of evidence packages (证据包). They are made for courts in China and are in Chinese. */
export const evidenceCover = {
  title: '电子签章证据包',
  notice: '本结论仅为电子签章技术验证，不判断合同效力',
  document: '证据所针对的文件',
  exported: '导出情况',
  contents: '证据目录',
  steps: '复核步骤',
  name: '文件名',
  size: '大小',
  verdict: '验章结论',
  person: '导出人（计算机用户）',
  computer: '导出所用计算机',
  madeAt: '导出时间',
  judgedAt: '结论所依据的时间',
  program: '导出程序',
  columns: ['序号', '内容', '文件', 'SM3'],
  items: {
    document: '被验证的文件（原样）',
    revisions: '各版本的原样字节',
    images: '页面图像（参考，不是证据）',
    signature: (number: number) => `签章 ${number}：待签名数据、签名值、Z、e、印章、签名属性、时间戳`,
    certificates: '证书',
    lists: '证书撤销列表',
    ocsp: 'OCSP 响应（证书状态）',
    inputs: '验章依据：信任的证书、印章状态、平台答复（机读）',
    register: '用印台账摘录及平台确认的登记证明',
    platform: '平台就印章作出的声明，或未得到答复的询问',
    report: '验章报告（PDF、网页、机读）',
    steps: '逐项复核的 openssl 命令',
    manifest: '清单：每个文件的 SM3 和 SHA-256（导出时另行告知其 SM3）',
  },
  many: (count: number) => `共 ${count} 个文件，见 manifest.json`,
  howTo: [
    '核对清单：计算 manifest.json 的 SM3（openssl dgst -sm3 manifest.json），与导出人另行提供的数值比较。',
    '核对文件：按 manifest.json 逐个计算文件的 SM3 或 SHA-256 并比较。不一致的文件在导出之后改变过。',
    '阅读 report/report.pdf（验章报告），其中列明结论、理由和没有检查的内容。',
    '逐项复核：按 01-复核步骤.txt，用 OpenSSL 3 运行每一条命令；不需要本程序，不需要联网。',
    '核对根证书：从发证机构公布的渠道核对 certificates 中根证书的指纹。包内的证书不能自己证明自己。',
    '也可用本程序复核整个包：sealdesk recheck 证据包.zip。',
  ],
  signature: '导出人（签名）：＿＿＿＿＿＿＿＿　　　日期：＿＿＿＿＿＿＿＿',
  images: (count: number) =>
    `页面图像 ${count} 幅仅供参考，不是证据：以 document.pdf 与 revisions 中的字节为准。`,
  unanswered: (platform: string, seal: string, at: string) =>
    `制作本包时曾于 ${at} 就印章「${seal}」向平台 ${platform} 索取电子数据，未得到可用的答复；本包不含该平台的声明。`,
  ofdImages: '本包不含页面图像：document.ofd 可用任何 OFD 阅读器打开。',
  noImages: '本包不含页面图像：document.pdf 与 revisions 中的文件可用任何 PDF 阅读器打开。',
} as const;

/** Texts of archive packages (归档包). They are made for archives in China and are in Chinese. */
export const archiveTexts = {
  title: '电子签章文件归档说明',
  notice: '本结论仅为电子签章技术验证，不判断合同效力',
  checks: '四性检测',
  checkColumns: ['检测项目', '结果', '说明'],
  metadata: '元数据',
  metadataColumns: ['元素', '值', '来源'],
} as const;
