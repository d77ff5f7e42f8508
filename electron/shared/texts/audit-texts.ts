import type { Language } from '../model/app-info.ts';
import type { RegisterAudit } from '../model/register-entry.ts';

type Finding = NonNullable<RegisterAudit['finding']>;

interface AuditTexts {
  /** The result of a check in a sentence or two, for the window and the command line. */
  result(audit: RegisterAudit): string;
}

/** Numbers of entries count from 1, as the register shows them. */
const FINDINGS: Readonly<Record<Language, Readonly<Record<Finding['kind'], (number: number) => string>>>> = {
  'zh-CN': {
    entryAltered: (number) => `从第 ${number} 条起，记录被改动过。`,
    entryMissing: (number) => `第 ${number} 条记录缺失。`,
    shortened: (number) => `第 ${number} 条及以后的记录被删除。`,
    checkpointForged: (number) => `第 ${number} 个检查点不是真的。`,
    outOfOrder: (number) => `从第 ${number} 条起，记录的顺序被改动过。`,
  },
  en: {
    entryAltered: (number) => `An entry was altered, from no. ${number} on.`,
    entryMissing: (number) => `Entry no. ${number} is missing.`,
    shortened: (number) => `Entries from no. ${number} on were removed.`,
    checkpointForged: (number) => `Checkpoint no. ${number} is not genuine.`,
    outOfOrder: (number) => `Entries were put in another order, from no. ${number} on.`,
  },
};

export const auditTexts: Readonly<Record<Language, AuditTexts>> = {
  'zh-CN': {
    result: ({ size, checkpoints, signedCheckpoints, finding }) =>
      finding === null
        ? `台账完整：${size} 条记录与写入时一致。检查点 ${checkpoints} 个，其中经密钥签名 ${signedCheckpoints} 个。`
        : `台账不完整。${FINDINGS['zh-CN'][finding.kind](finding.index + 1)}请保留现状，并联系管理员从备份核对。`,
  },
  en: {
    result: ({ size, checkpoints, signedCheckpoints, finding }) =>
      finding === null
        ? `The register is sound: ${size} entries are as they were written. Checkpoints: ${checkpoints}, signed by a key: ${signedCheckpoints}.`
        : `The register is not sound. ${FINDINGS.en[finding.kind](finding.index + 1)} Leave it as it is and have an administrator compare it with a backup.`,
  },
};
