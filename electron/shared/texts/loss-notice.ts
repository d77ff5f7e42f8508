import type { Language } from '../model/app-info.ts';
import { reportNumber, type LossReport } from '../model/loss-report.ts';

/**
 * Writes a notice for recent counterparts of a lost seal, which the person sends, not the program. It states
 * what is recorded and assigns no fault.
 * @param counterparts names; empty if the register names none
 */
export function lossNotice(report: LossReport, counterparts: readonly string[], language: Language): string {
  return language === 'en' ? inEnglish(report, counterparts) : inChinese(report, counterparts);
}

function inChinese(report: LossReport, counterparts: readonly string[]): string {
  const { sealName, esId, holderName, reporter, received } = report;
  const place =
    received === null || received.receivedAt === null
      ? '（尚待送达印章平台）'
      : `（印章平台编号 ${received.number}）`;
  return [
    '印章挂失告知函',
    '',
    `${counterparts.length === 0 ? '有关单位' : counterparts.join('、')}：`,
    '',
    `${holderName}的电子印章“${sealName}”${esId === null ? '' : `（编号 ${esId}）`}已于 ${minuteOf(report.reportedAt)} 挂失${place}。`,
    '自该时间起，我方不再使用这枚印章。请勿接受此后以它签署的文件；收到此类文件时，请立即与我方联系。',
    '此前已经签署的文件，其效力不因挂失而改变，仍可验章；对签署时间有疑问的，请与我方核对。',
    '',
    `联系人：${reporter.name}，${reporter.contact}`,
    `挂失登记编号：${reportNumber(report)}`,
    '',
    holderName,
    dayOf(report.reportedAt),
    '',
  ].join('\n');
}

function inEnglish(report: LossReport, counterparts: readonly string[]): string {
  const { sealName, esId, holderName, reporter, received } = report;
  const place =
    received === null || received.receivedAt === null
      ? 'not yet received by the platform'
      : `platform number ${received.number}`;
  return [
    'Notice of a lost seal',
    '',
    `To ${counterparts.length === 0 ? 'whom it may concern' : counterparts.join('; ')}`,
    '',
    `The electronic seal “${sealName}”${esId === null ? '' : ` (number ${esId})`} of ${holderName} was reported lost at ${minuteOf(report.reportedAt)} (${place}).`,
    'We have not used this seal since. Please accept no document signed with it after that time, and tell us at once if you receive one.',
    'Documents signed before remain as they are and can still be verified; please ask us where you doubt when one was signed.',
    '',
    `Contact: ${reporter.name}, ${reporter.contact}`,
    `Number of the report: ${reportNumber(report)}`,
    '',
    holderName,
    dayOf(report.reportedAt),
    '',
  ].join('\n');
}

/** Writes a time to the minute in the time zone of China, which it names. */
function minuteOf(iso: string): string {
  const shifted = new Date(Date.parse(iso) + CHINA_OFFSET_MS).toISOString();
  return `${shifted.slice(0, 10)} ${shifted.slice(11, 16)} (UTC+8)`;
}

function dayOf(iso: string): string {
  return new Date(Date.parse(iso) + CHINA_OFFSET_MS).toISOString().slice(0, 10);
}

const CHINA_OFFSET_MS = 8 * 3_600_000;
