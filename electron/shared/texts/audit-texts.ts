import type { Language } from '../model/app-info.ts';
import type { ExportedFindings } from '../model/audit-view.ts';
import type { HeadSource, RegisterAudit, RegisterFinding } from '../model/register.ts';
import { entriesInEnglish } from './register-words.ts';

interface AuditTexts {
  /** Says the result of a check in a sentence or two, for the window and the command line. */
  readonly result: (audit: RegisterAudit) => string;
  /** Lists the signers and countersigners, one a line, and says which are known here. */
  readonly signers: (audit: RegisterAudit) => readonly string[];
  /** Says where heads are kept outside the database and where not, and under which ids the register went before. */
  readonly places: (audit: RegisterAudit) => readonly string[];
  /** Says which entries no signature protects yet; '' if there is nothing to say. */
  readonly protection: (audit: RegisterAudit) => string;
  /** Says what can be seen in an exported register, and what cannot. */
  readonly exported: (findings: ExportedFindings) => readonly string[];
}

type Say = (finding: Numbered) => string;

/** Numbers of entries count from 1, as the register shows them. */
interface Numbered {
  readonly first: number;
  readonly last: number;
  /** The number of the last entry that a head confirms. */
  readonly held: number;
}

const FINDINGS: Readonly<Record<Language, Readonly<Record<RegisterFinding['kind'], Say>>>> = {
  'zh-CN': {
    entryAltered: ({ first, last }) =>
      first === last
        ? `第 ${first} 条记录被改动过。`
        : `第 ${first} 至 ${last} 条之间有记录被改动过；第一处改动在其中。`,
    entryMissing: ({ first }) => `第 ${first} 条记录缺失。`,
    shortened: ({ first, last, held }) =>
      `${first === last ? `第 ${first} 条` : `第 ${first} 至 ${last} 条`}记录被删除。${held + 1 < first ? `第 ${held + 1} 至 ${first - 1} 条是否被改动，无法确认。` : ''}`,
    registerReplaced: ({ last }) => `台账的编号被换过，没有登记原因；前 ${last} 条记录与原编号的台账相符。`,
    checkpointForged: ({ first }) => `第 ${first} 个检查点不是真的。`,
    countersignatureForged: ({ first }) => `第 ${first} 个平台确认签名不是真的。`,
    outOfOrder: ({ first }) => `从第 ${first} 条起，记录的顺序被改动过。`,
  },
  en: {
    entryAltered: ({ first, last }) =>
      first === last
        ? `Entry no. ${first} was altered.`
        : `An entry was altered; the first such is one of no. ${first} to ${last}.`,
    entryMissing: ({ first }) => `Entry no. ${first} is missing.`,
    shortened: ({ first, last, held }) =>
      `${first === last ? `Entry no. ${first} was` : `Entries no. ${first} to ${last} were`} removed.${held + 1 < first ? ` Nothing confirms whether no. ${held + 1} to ${first - 1} are as they were.` : ''}`,
    registerReplaced: ({ last }) =>
      `The id of the register was replaced and no reason is on record; ${last === 1 ? 'the first entry fits that' : `the first ${last} entries fit those`} of the former id.`,
    checkpointForged: ({ first }) => `Checkpoint no. ${first} is not genuine.`,
    countersignatureForged: ({ first }) => `Countersignature no. ${first} is not genuine.`,
    outOfOrder: ({ first }) => `Entries were put in another order, from no. ${first} on.`,
  },
};

const SOURCES: Readonly<Record<Language, Readonly<Record<HeadSource['kind'], (name: string) => string>>>> = {
  'zh-CN': {
    checkpoint: () => '数据库中的检查点',
    journal: () => '数据库之外的签名日志',
    token: (name) => `Key ${name} 上的签名记录`,
    platform: (name) => `平台 ${name} 的确认签名`,
    session: () => '程序本次运行中所见',
  },
  en: {
    checkpoint: () => 'a checkpoint in the database',
    journal: () => 'the journal of signed heads outside the database',
    token: (name) => `the head on key ${name}`,
    platform: (name) => `the countersignature of platform ${name}`,
    session: () => 'what this run of the program saw',
  },
};

/** Says what was found in a register, with the entries and the head that shows it. */
export function findingText(
  language: Language,
  { kind, index, last, held, source }: RegisterFinding,
): string {
  const found = FINDINGS[language][kind]({ first: index + 1, last: last + 1, held });
  if (source === null) return found;
  const name = SOURCES[language][source.kind](source.name ?? '');
  return language === 'zh-CN' ? `${found}依据：${name}。` : `${found} Shown by ${name}.`;
}

const countersignatures = (audit: RegisterAudit): number =>
  audit.countersigners.reduce((sum, each) => sum + (each.known ? each.countersignatures : 0), 0);

/** Writes a time to the second in UTC, so that it reads the same everywhere. */
const utc = (time: string): string => `${time.slice(0, 19).replace('T', ' ')} UTC`;

const tail = ({ size, protectedSize }: RegisterAudit): readonly [first: number, last: number] => [
  protectedSize + 1,
  size,
];

export const auditTexts: Readonly<Record<Language, AuditTexts>> = {
  'zh-CN': {
    result: (audit) =>
      audit.finding === null
        ? `台账完整：${audit.size} 条记录与写入时一致。检查点 ${audit.checkpoints} 个，其中经密钥签名 ${audit.signedCheckpoints} 个；平台确认签名 ${countersignatures(audit)} 个。`
        : `台账不完整。${findingText('zh-CN', audit.finding)}请保留现状，并联系管理员从平台或备份找回。`,
    signers: ({ signers, countersigners }) => [
      ...signers.map(
        ({ subject, serial, checkpoints, trusted }) =>
          `签名：${subject}（证书 ${serial}），${checkpoints} 个检查点${trusted === false ? '，证书不受信任，不计入保护' : ''}。`,
      ),
      ...countersigners.map(
        ({ platform, countersignatures: count, known, last }) =>
          `平台确认签名：${platform}，${count} 个，最近 ${utc(last)}${known ? '' : '，没有其根证书，不计入保护'}。`,
      ),
    ],
    places: ({ outside, tokensWithout, renewals }) => [
      ...outside.map(
        ({ source, size, time, signed }) =>
          `另有一处留存：${SOURCES['zh-CN'][source.kind](source.name ?? '')}，截至第 ${size} 条，${utc(time)}${signed === false ? '，证书不受信任' : ''}。`,
      ),
      ...tokensWithout.map((serial) => `Key ${serial} 上没有本台账的签名记录。`),
      ...renewals.map(
        ({ formerId, time, reason, unfitting }) =>
          `${utc(time)} 另立编号，原编号 ${formerId}，原因：${reason ?? ''}${unfitting > 0 ? `。原编号的台账曾有 ${unfitting} 条记录，与现在的对不上` : ''}。`,
      ),
    ],
    protection: (audit) => {
      if (audit.finding !== null || audit.size === 0) return '';
      const [first, last] = tail(audit);
      if (first > last) return '每条记录都受签名保护。';
      const which = first === last ? `第 ${first} 条` : `第 ${first} 至 ${last} 条`;
      return `${which}还没有受签名保护：下次盖章或与平台同步之后才能防止被删改。`;
    },
    exported: ({ size, missing, missingCount, repeats }) => [
      missingCount === 0 && !repeats
        ? `导出的台账有 ${size} 条记录，序号连续。`
        : `导出的台账有 ${size} 条记录，序号不连续：${[
            ...(missingCount === 0
              ? []
              : [`缺 ${missingCount} 条（${missing.join('、')}${more(missing, missingCount)}）`]),
            ...(repeats ? ['有重复的序号'] : []),
          ].join('，')}。`,
      '导出文件没有签名，不能证明记录没有被改动；请以台账备份或数据目录为准。',
    ],
  },
  en: {
    result: (audit) =>
      audit.finding === null
        ? `The register is intact: ${audit.size === 1 ? '1 entry is as it was' : `${audit.size} entries are as they were`} written. Checkpoints: ${audit.checkpoints}, signed by a key: ${audit.signedCheckpoints}; countersigned by a platform: ${countersignatures(audit)}.`
        : `The register is not intact. ${findingText('en', audit.finding)} Leave it as it is and have an administrator bring it back from the platform or a backup.`,
    signers: ({ signers, countersigners }) => [
      ...signers.map(
        ({ subject, serial, checkpoints, trusted }) =>
          `Signed by ${subject} (certificate ${serial}): ${checkpoints === 1 ? '1 checkpoint' : `${checkpoints} checkpoints`}${trusted === false ? '; not trusted, which does not count as protection' : ''}.`,
      ),
      ...countersigners.map(
        ({ platform, countersignatures: count, known, last }) =>
          `Countersigned by platform ${platform}: ${count}, last ${utc(last)}${known ? '' : '; its root is not known here, which does not count as protection'}.`,
      ),
    ],
    places: ({ outside, tokensWithout, renewals }) => [
      ...outside.map(
        ({ source, size, time, signed }) =>
          `Also kept in ${SOURCES.en[source.kind](source.name ?? '')}: up to no. ${size}, ${utc(time)}${signed === false ? '; its certificate is not trusted' : ''}.`,
      ),
      ...tokensWithout.map((serial) => `Key ${serial} keeps no head of this register.`),
      ...renewals.map(
        ({ formerId, time, reason, unfitting }) =>
          `Went on under another id on ${utc(time)}; former id ${formerId}; reason: ${reason ?? ''}${unfitting > 0 ? `. Under the former id it had ${entriesInEnglish(unfitting)}, which the present ones do not fit` : ''}.`,
      ),
    ],
    protection: (audit) => {
      if (audit.finding !== null || audit.size === 0) return '';
      const [first, last] = tail(audit);
      if (first > last) return 'A signature protects every entry.';
      const which = first === last ? `Entry no. ${first} is` : `Entries no. ${first} to ${last} are`;
      return `${which} not protected by a signature yet: the next sealing or synchronisation protects against removal and change.`;
    },
    exported: ({ size, missing, missingCount, repeats }) => [
      missingCount === 0 && !repeats
        ? `The export has ${entriesInEnglish(size)}, numbered without a gap.`
        : `The export has ${entriesInEnglish(size)}; their numbers do not follow one another: ${[
            ...(missingCount === 0
              ? []
              : [`${missingCount} missing (${missing.join(', ')}${more(missing, missingCount)})`]),
            ...(repeats ? ['a number stands twice'] : []),
          ].join(', ')}.`,
      'An export carries no signature, so nothing proves that its entries are as they were written; go by a backup or the home.',
    ],
  },
};

/** Says that more numbers are missing than are named. */
const more = (named: readonly number[], count: number): string => (named.length < count ? '…' : '');
