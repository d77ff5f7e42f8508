import { text, type ErrorTexts } from './bilingual.ts';

/** Errors of offline bundles (离线更新包). Each refusal leaves everything as it was. */
export const offlineBundleErrors: ErrorTexts<`OFFLINE_BUNDLE_${string}`> = {
  OFFLINE_BUNDLE_UNREADABLE: {
    what: text(
      '这个文件不是完整的离线更新包，未导入。',
      'The file is no whole offline bundle, and was not imported.',
    ),
    why: text(
      '文件在下载或复制时被截断、损坏，或者选错了文件。',
      'It was cut or damaged while it was downloaded or copied, or another file was chosen.',
    ),
    next: text(
      '现有的列表不变。请重新从平台下载并复制，再导入。',
      'The lists that are here are unchanged. Download it from the platform again, copy it, and import it.',
    ),
  },
  OFFLINE_BUNDLE_FORGED: {
    what: text(
      '离线更新包不是平台签发的，未导入。',
      'The offline bundle is not by the platform, and was not imported.',
    ),
    why: text(
      '签名不能追溯到绑定的平台根证书，或内容在签发后被改动。',
      'Its signature does not lead to the root that was bound, or its content was changed after it was signed.',
    ),
    next: text(
      '现有的列表不变。请勿使用这份文件，弄清它的来源，并告知平台。',
      'The lists that are here are unchanged. Do not use the file; find out where it comes from, and tell the platform.',
    ),
  },
  OFFLINE_BUNDLE_FOREIGN: {
    what: text(
      '离线更新包属于另一平台，未导入。',
      'The offline bundle is of another platform, and was not imported.',
    ),
    why: text('本机没有设置签发它的平台。', 'The platform that it names is not set up on this computer.'),
    next: text(
      '请改用本机平台的更新包；如需使用该平台，请先在“设置”中添加并绑定。',
      'Use a bundle of a platform of this computer, or add and bind that platform in the settings first.',
    ),
  },
  OFFLINE_BUNDLE_OUTDATED: {
    what: text(
      '离线更新包比本机已有的内容旧，未导入。',
      'The offline bundle is older than what is here, and was not imported.',
    ),
    why: text(
      '本机已导入过更新的更新包，或此后与平台同步过。',
      'A newer bundle was imported, or this computer has synchronised with the platform since.',
    ),
    next: text(
      '无需处理；需要更新时请向平台取最新的更新包。',
      'Nothing needs to be done; for an update get the newest bundle from the platform.',
    ),
  },
  OFFLINE_BUNDLE_FROM_FUTURE: {
    what: text(
      '离线更新包的签发时间晚于本机时间，未导入。',
      'The offline bundle was issued after this computer’s time, and was not imported.',
    ),
    why: text('本机时钟偏慢，或更新包有误。', 'This computer’s clock is behind, or the bundle is wrong.'),
    next: text(
      '请核对本机的日期和时间后重试；时间无误时请告知平台。',
      'Check date and time of this computer and try again; if they are right, tell the platform.',
    ),
  },
  OFFLINE_BUNDLE_GAP: {
    what: text(
      '离线更新包与本机已有的印章状态之间有缺口，未导入。',
      'Seal states are missing between this computer and the offline bundle, which was not imported.',
    ),
    why: text(
      '这是从某一事件开始的增量更新包，其前的事件本机没有。',
      'The bundle begins after a certain event, and events before it are not here.',
    ),
    next: text(
      '请向平台取完整的离线更新包，或按顺序导入此前的更新包。',
      'Get the complete bundle from the platform, or import the earlier ones first, in their order.',
    ),
  },
};
