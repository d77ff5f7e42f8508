import type { Language } from '../model/app-info.ts';
import type { CheckResult } from '../model/verification-report.ts';

interface FactLabel {
  readonly label: Readonly<Record<Language, string>>;
  /** Whether only the day matters, as of a validity. */
  readonly form: 'day' | 'time' | 'text';
}

const fact = (form: FactLabel['form'], zh: string, en: string): FactLabel => ({
  form,
  label: { 'zh-CN': zh, en },
});

/** The facts of checks that people read, in this order; the others are for reports that machines read. */
const FACTS: Readonly<Record<string, FactLabel>> = {
  since: fact('time', '自', 'since'),
  statusReason: fact('text', '原因', 'reason'),
  replacedBy: fact('text', '新印章编号', 'replaced by'),
  revokedAt: fact('time', '撤销时间', 'revoked'),
  signedAt: fact('time', '声称时间', 'claimed'),
  stampedAt: fact('time', '时间戳', 'time stamp'),
  countersignedAt: fact('time', '副署时间', 'countersigned'),
  validFrom: fact('day', '生效', 'from'),
  validTo: fact('day', '到期', 'until'),
  notAfter: fact('day', '到期', 'until'),
  statusAsOf: fact('time', '状态截至', 'status as of'),
  listIssuedAt: fact('time', '列表截至', 'list as of'),
};

export interface FactLine {
  readonly name: string;
  readonly label: string;
  readonly form: FactLabel['form'];
  /** A time is ISO 8601. */
  readonly value: string;
}

/** What a check rests on, as people read it. */
export function factLines(facts: NonNullable<CheckResult['facts']>, language: Language): readonly FactLine[] {
  return Object.entries(FACTS).flatMap(([name, { label, form }]) => {
    const value = facts[name];
    return value === undefined ? [] : [{ name, label: label[language], form, value: String(value) }];
  });
}
