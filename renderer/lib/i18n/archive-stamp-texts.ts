import { text } from '../../../electron/shared/texts/bilingual.ts';

/** Texts of archive time stamps. */
export const archiveStampTexts = {
  title: text('归档时间戳', 'Archive time stamp'),
  hint: text(
    '把证书、撤销列表和平台对印章状态的声明放进文件，并由平台加盖时间戳：证书到期多年以后，仍可凭文件和一份确认过的名单验章。另存为新文件，原文件不变。',
    'Puts the certificates, revocation lists and the platform’s statements on the seals into the document, under a time stamp of the platform: it can be verified years after the certificates have ended, by the file and a confirmed list. It goes into a new file; the document stays as it is.',
  ),
  add: text('加归档时间戳', 'Add an archive time stamp'),
  stamping: text('正在向平台索取声明和时间戳…', 'Asking the platform for statements and a time stamp…'),
  stamped: text(
    (name: string, time: string) => `已另存为：${name}（${time}）`,
    (name, time) => `Saved as: ${name} (${time})`,
  ),
  renewBy: text(
    (day: string) => `请在 ${day} 前对新文件再加一次归档时间戳。`,
    (day) => `Give the new file another archive time stamp before ${day}.`,
  ),
  missing: text(
    (name: string) => `没有取得平台对“${name}”印章状态的声明。`,
    (name) => `The platform gave no statement on the seal “${name}”.`,
  ),
};
