import { text } from '../../../electron/shared/texts/bilingual.ts';

/** Texts about signed lists of trust and makers, and of the mode for those who only verify. */
export const trustListTexts = {
  title: text('信任与制章者名单', 'Lists of trust and makers'),
  hint: text(
    '没有平台时，验章依据这些经签名的名单：信任哪些发证机构、哪些制章者。每份名单须由您核对一次指纹。',
    'Without a platform, verification goes by these signed lists: which authorities and which seal makers are trusted. You confirm the fingerprint of each once.',
  ),
  none: text(
    '还没有名单。请向对方或其印章平台索取，然后导入。',
    'There is no list yet. Ask the other party or its seal platform for one, and import it.',
  ),
  import: text('导入名单…', 'Import a list…'),
  states: {
    inForce: text('有效', 'In force'),
    outdated: text(
      '已过期：请索取新一期，导入后再验章',
      'Outdated: ask for the newest one, import it, and verify again',
    ),
    changed: text('文件已被改动，不予采用', 'Changed on the disk; it counts for nothing'),
  },
  state: text('状态', 'State'),
  source: text('来源', 'Source'),
  number: text('编号', 'Number'),
  from: {
    program: text('随程序附带', 'Came with the program'),
    home: text('管理员附带', 'Laid out by the administrator'),
    platform: text('平台同步', 'Synchronised with the platform'),
    file: text('文件', 'File'),
  },
  signer: text('签发人', 'Signer'),
  sm3: text('签发人指纹 SM3', 'Signer’s fingerprint, SM3'),
  sha256: text('签发人指纹 SHA-256', 'Signer’s fingerprint, SHA-256'),
  asOf: text('名单截至', 'As of'),
  due: text('下一期', 'Next one due'),
  content: text('内容', 'Content'),
  counts: text(
    (roots: number, authorities: number, stampers: number, makers: number) =>
      `根证书 ${roots} · 发证机构 ${authorities} · 时间戳机构 ${stampers} · 制章者 ${makers}`,
    (roots, authorities, stampers, makers) =>
      `roots ${roots} · authorities ${authorities} · time-stamp authorities ${stampers} · seal makers ${makers}`,
  ),
  makers: text('制章者', 'Seal makers'),
  revocationLists: text('附带撤销列表', 'Revocation lists with it'),
  revocationCount: text(
    (count: number, asOf: string) => `${count} 份，截至 ${asOf}`,
    (count, asOf) => `${count}, as of ${asOf}`,
  ),
  makerLists: text('仅列制章者的名单', 'Lists of makers alone'),
  makerStates: {
    inForce: text('有效', 'In force'),
    superseded: text('已被新名单取代', 'Superseded'),
    unconfirmed: text('签发人未确认，不予采用', 'Its signer is not confirmed; it counts for nothing'),
    damaged: text('已损坏，不予采用', 'Damaged; it counts for nothing'),
  },
  offered: text('待核对的名单', 'A list to confirm'),
  consider: text('核对并启用', 'Compare and use'),
  remove: text('移除', 'Remove'),
  removeText: text(
    '移除后，这份名单里的机构和制章者不再受信任；再次导入须重新核对指纹。',
    'Afterwards nobody in this list is trusted on its word. To import it again, you compare the fingerprint again.',
  ),
  removeYes: text('确定移除', 'Remove it'),
  cancel: text('取消', 'Cancel'),
  confirmTitle: text('核对名单的指纹', 'Compare the fingerprint of the list'),
  confirmText: text(
    '请把下面的指纹与发布方用电话、纸质函件等其他途径告知的指纹逐组对照。不要用随名单一起发来的指纹核对。',
    'Compare the fingerprint below, group by group, with the one that the issuer told you by another way, such as the telephone or a letter. Do not use one that came together with the list.',
  ),
  confirmTick: text(
    '指纹与发布方另行告知的逐组一致',
    'It is the fingerprint that the issuer told me by another way',
  ),
  confirm: text('启用名单', 'Use this list'),
  taken: text(
    (source: string) => `已采用“${source}”的名单。`,
    (source) => `The list of “${source}” is in use.`,
  ),
  help: text(
    '本机还不信任这枚印章的发证机构或制章者。向对方或其印章平台索取“信任与制章者名单”，导入并核对指纹后会自动重新验章。',
    'This computer does not trust the authority or the maker of this seal yet. Ask the other party or its seal platform for its list of trust and makers. Once you have imported it and compared its fingerprint, the document is verified again.',
  ),
  mode: text('用途', 'Use'),
  modes: {
    all: text('盖章和验章', 'Seal and verify'),
    verifyOnly: text('仅验章', 'Verify only'),
  },
  verifyOnlyText: text(
    '不需要 Key，也不需要平台；随时可在设置中改回。',
    'Needs neither a key nor a platform. You can change it back in Settings at any time.',
  ),
  startVerifyOnly: text('我只验章', 'I only verify'),
  statusAsOf: text(
    (date: string) => `仅验章 · 名单截至 ${date}`,
    (date) => `Verify only · list as of ${date}`,
  ),
  statusOutdated: text(
    (date: string) => `仅验章 · 名单已过期（截至 ${date}）`,
    (date) => `Verify only · list outdated (as of ${date})`,
  ),
  statusChanged: text('仅验章 · 名单文件已被改动', 'Verify only · a list was changed on the disk'),
  statusNone: text('仅验章 · 未导入名单', 'Verify only · no list imported'),
  emptyText: text(
    '打开或拖入已盖章的 PDF 或 OFD，即可看到验章结论。不需要 Key，也不需要联网。',
    'Open or drop a sealed PDF or OFD to see its verdict. It needs neither a key nor a network.',
  ),
  report: text(
    (date: string, source: string) => `信任与制章者名单截至 ${date}（${source}）`,
    (date, source) => `List of trust and makers as of ${date} (${source})`,
  ),
  reportOutdated: text(
    (date: string, source: string) => `信任与制章者名单已过期：截至 ${date}（${source}）`,
    (date, source) => `List of trust and makers outdated: as of ${date} (${source})`,
  ),
  reportChanged: text(
    (source: string) => `信任与制章者名单的文件已被改动，未采用（${source}）`,
    (source) => `A list of trust and makers was changed on the disk and counts for nothing (${source})`,
  ),
};
