import { nameOf } from '../../shared/glossary.ts';
import type { FiledKind, SealApplication } from '../../shared/model/seal-life.ts';
import { reasonInWords } from '../../shared/texts/reason-texts.ts';
import { beijingDay, type Sheet, type SheetBlock } from '../drawn-pages/sheet.ts';

/** An application with the holder's data that the written one names. */
type WrittenFor = Pick<
  SealApplication,
  'kind' | 'number' | 'sealName' | 'esId' | 'reason' | 'reasonText' | 'applicant' | 'submittedAt' | 'holder'
>;

const TITLES = {
  issue: '电子印章申领申请书',
  renewal: '电子印章续期申请书',
  replacement: '电子印章换领申请书',
  cancellation: '电子印章注销申请书',
} as const satisfies Record<FiledKind, string>;

const REQUESTS = {
  issue: '申请制发下列电子印章。',
  renewal: '申请下列电子印章续期。',
  replacement: '申请换领下列电子印章，原印章依规定注销或失效。',
  cancellation: '申请注销下列电子印章，注销后不再使用。',
} as const satisfies Record<FiledKind, string>;

/** Room for a seal of 45 mm, since empty lines take none. */
const ROOM = Array.from({ length: 9 }, () => '\u00a0').join('\n');

/**
 * Lays out the written application (书面申请), which the holder seals. It is in Chinese whatever the language of the
 * window, because the platform's officers read it.
 * @param platformName to whom it is addressed
 */
export function writtenApplicationSheet(application: WrittenFor, platformName: string): Sheet {
  const { kind, number, sealName, esId, reason, reasonText, applicant, submittedAt, holder } = application;
  const codeText = holder.code === null ? '' : `（统一社会信用代码 ${holder.code}）`;
  const words = reasonInWords(reason, 'zh-CN');
  const paragraph = (text: string): SheetBlock => ({ kind: 'paragraph', text });
  return {
    language: 'zh-CN',
    title: TITLES[kind],
    notice: `申请编号 ${number}`,
    blocks: [
      paragraph(`致${platformName}：`),
      paragraph(`我单位${holder.name}${codeText}${REQUESTS[kind]}`),
      {
        kind: 'facts',
        rows: [
          ['印章名称', sealName],
          ['印章编号', esId ?? '—'],
          ['申请事由', reasonText === null ? words : `${words}：${reasonText}`],
          ['经办人', `${applicant.name}（${nameOf(applicant.role)['zh-CN']}）`],
          ['联系方式', applicant.contact],
        ],
      },
      paragraph('我单位确认以上内容真实、有效，并附经办人的有效身份证明材料。'),
      paragraph('　'),
      paragraph(`申请单位（盖章）：${holder.name}`),
      paragraph(`申请日期：${beijingDay(submittedAt)}`),
      paragraph(ROOM),
    ],
  };
}
