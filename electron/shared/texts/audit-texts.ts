import type { Language } from '../model/app-info.ts';
import type { RegisterAudit, RegisterFinding } from '../model/register.ts';

interface AuditTexts {
  /** Says the result of a check in a sentence or two, for the window and the command line. */
  readonly result: (audit: RegisterAudit) => string;
  /** Lists the signers and countersigners, one a line, and says which are known here. */
  readonly signers: (audit: RegisterAudit) => readonly string[];
  /** Says which entries no signature protects yet; '' if there is nothing to say. */
  readonly protection: (audit: RegisterAudit) => string;
}

/** Numbers of entries count from 1, as the register shows them. */
const FINDINGS: Readonly<
  Record<Language, Readonly<Record<RegisterFinding['kind'], (number: number) => string>>>
> = {
  'zh-CN': {
    entryAltered: (number) => `从第 ${number} 条起，记录被改动过。`,
    entryMissing: (number) => `第 ${number} 条记录缺失。`,
    shortened: (number) => `第 ${number} 条及以后的记录被删除。`,
    checkpointForged: (number) => `第 ${number} 个检查点不是真的。`,
    countersignatureForged: (number) => `第 ${number} 个平台确认签名不是真的。`,
    outOfOrder: (number) => `从第 ${number} 条起，记录的顺序被改动过。`,
  },
  en: {
    entryAltered: (number) => `An entry was altered, from no. ${number} on.`,
    entryMissing: (number) => `Entry no. ${number} is missing.`,
    shortened: (number) => `Entries from no. ${number} on were removed.`,
    checkpointForged: (number) => `Checkpoint no. ${number} is not genuine.`,
    countersignatureForged: (number) => `Countersignature no. ${number} is not genuine.`,
    outOfOrder: (number) => `Entries were put in another order, from no. ${number} on.`,
  },
};

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
        : `台账不完整。${FINDINGS['zh-CN'][audit.finding.kind](audit.finding.index + 1)}请保留现状，并联系管理员从备份核对。`,
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
    protection: (audit) => {
      if (audit.finding !== null || audit.size === 0) return '';
      const [first, last] = tail(audit);
      if (first > last) return '每条记录都受签名保护。';
      const which = first === last ? `第 ${first} 条` : `第 ${first} 至 ${last} 条`;
      return `${which}还没有受签名保护：下次盖章或与平台同步之后才能防止被删改。`;
    },
  },
  en: {
    result: (audit) =>
      audit.finding === null
        ? `The register is intact: ${audit.size} entries are as they were written. Checkpoints: ${audit.checkpoints}, signed by a key: ${audit.signedCheckpoints}; countersigned by a platform: ${countersignatures(audit)}.`
        : `The register is not intact. ${FINDINGS.en[audit.finding.kind](audit.finding.index + 1)} Leave it as it is and have an administrator compare it with a backup.`,
    signers: ({ signers, countersigners }) => [
      ...signers.map(
        ({ subject, serial, checkpoints, trusted }) =>
          `Signed by ${subject} (certificate ${serial}): ${checkpoints} checkpoints${trusted === false ? '; not trusted, which does not count as protection' : ''}.`,
      ),
      ...countersigners.map(
        ({ platform, countersignatures: count, known, last }) =>
          `Countersigned by platform ${platform}: ${count}, last ${utc(last)}${known ? '' : '; its root is not known here, which does not count as protection'}.`,
      ),
    ],
    protection: (audit) => {
      if (audit.finding !== null || audit.size === 0) return '';
      const [first, last] = tail(audit);
      if (first > last) return 'A signature protects every entry.';
      const which = first === last ? `Entry no. ${first} is` : `Entries no. ${first} to ${last} are`;
      return `${which} not protected by a signature yet: the next sealing or synchronisation protects against removal and change.`;
    },
  },
};
