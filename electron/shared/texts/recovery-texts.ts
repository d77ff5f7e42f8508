import type { RegisterRecovery } from '../model/register.ts';
import { entriesInEnglish } from './register-words.ts';

/** What is said about the recovery of the register, in the window and on the command line. */
interface RecoveryTexts {
  readonly lines: (recovery: RegisterRecovery) => readonly string[];
}

const when = (isTrue: boolean, line: string): readonly string[] => (isTrue ? [line] : []);

export const recoveryTexts: Readonly<Record<'zh-CN' | 'en', RecoveryTexts>> = {
  'zh-CN': {
    lines: ({ before, size, held, recovered, hashOnly, madeSince, countersigned, setAside }) =>
      setAside === null
        ? [
            `没有需要找回的记录：平台保存 ${held} 条，本机有 ${size} 条，与平台签名确认的 ${countersigned} 条一致。`,
          ]
        : [
            `原有 ${before} 条，平台保存 ${held} 条，找回 ${recovered} 条；现有 ${size} 条，前 ${countersigned} 条与平台签名确认的一致。`,
            ...when(hashOnly > 0, `其中 ${hashOnly} 条平台只有校验值，没有内容，不能找回。`),
            ...when(madeSince > 0, `丢失之后在本机登记的 ${madeSince} 条排在找回的记录之后。`),
            '上次同步之后、丢失之前登记的记录，平台没有，不能找回。',
            `原数据库保存在 ${setAside}`,
          ],
  },
  en: {
    lines: ({ before, size, held, recovered, hashOnly, madeSince, countersigned, setAside }) =>
      setAside === null
        ? [
            `Nothing to bring back: the platform holds ${entriesInEnglish(held)}, the register has ${size} and fits the ${countersigned} that the platform countersigned.`,
          ]
        : [
            `Before: ${entriesInEnglish(before)}; the platform holds ${held}; brought back: ${recovered}. Now there are ${size}, of which the first ${countersigned} fit what the platform countersigned.`,
            ...when(hashOnly > 0, `Of ${hashOnly} the platform knows the hash alone; their content is lost.`),
            ...when(madeSince > 0, `After them: ${entriesInEnglish(madeSince)} made here since the loss.`),
            'Entries made after the last synchronisation and before the loss are not at the platform and stay lost.',
            `The former database is kept at ${setAside}`,
          ],
  },
};
