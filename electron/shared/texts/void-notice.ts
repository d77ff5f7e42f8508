import { localDay, localSecond } from '../local-time.ts';
import type { Language } from '../model/app-info.ts';
import type { RegisterEntry } from '../model/register.ts';

/** What a notice says of a sealed file that does not count any more. */
interface VoidNotice {
  /** The entry of the use that made the file. */
  readonly use: RegisterEntry;
  readonly reason: string;
  /** Who has received the file; '' if nobody is known. */
  readonly received: string;
  /** The time at which the file was recorded as void, ISO 8601. */
  readonly voidedAt: string;
}

/**
 * Drafts the notice (作废告知函) to those who have a file that was sealed by mistake. The person corrects and sends it, not the
 * program. It states what is on record, and judges no legal effect.
 */
export function voidNotice(notice: VoidNotice, language: Language): string {
  return (language === 'en' ? inEnglish(notice) : inChinese(notice)).join('\n');
}

function inChinese({ use, reason, received, voidedAt }: VoidNotice): readonly string[] {
  const { document, seal, office } = use;
  const contract = office?.contractNumber ?? null;
  return [
    '文件作废告知函',
    '',
    `${received === '' ? '有关单位' : received}：`,
    '',
    `我方于 ${localSecond(use.time)} 加盖“${seal?.name ?? ''}”的文件《${document?.name ?? ''}》${contract === null ? '' : `（合同编号 ${contract}）`}已于 ${localSecond(voidedAt)} 在我方用印台账登记作废。`,
    `作废原因：${reason}`,
    `文件的 SM3 杂凑值：${document?.sm3After ?? ''}`,
    '',
    '请停止使用该文件，退回或删除所持副本，并书面确认。该文件上的电子签章在技术上仍可验证；作废不改变已经发出的内容，由此产生的事项请与我方协商处理。',
    '',
    '联系人：',
    '',
    '（单位名称）',
    localDay(voidedAt),
    '',
  ];
}

function inEnglish({ use, reason, received, voidedAt }: VoidNotice): readonly string[] {
  const { document, seal, office } = use;
  const contract = office?.contractNumber ?? null;
  return [
    'Notice of a void document',
    '',
    `To ${received === '' ? 'whom it may concern' : received}`,
    '',
    `The document “${document?.name ?? ''}”${contract === null ? '' : ` (contract ${contract})`}, which we sealed with “${seal?.name ?? ''}” at ${localSecond(use.time)}, was recorded as void in our register of seal uses at ${localSecond(voidedAt)}.`,
    `Reason: ${reason}`,
    `SM3 of the file: ${document?.sm3After ?? ''}`,
    '',
    'Please use it no more, return or delete your copies, and confirm in writing. Its seal can still be verified: what was sent stays as it is, and we ask to settle with you what follows from it.',
    '',
    'Contact:',
    '',
    '(name of the enterprise)',
    localDay(voidedAt),
    '',
  ];
}
