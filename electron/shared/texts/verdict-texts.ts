import type { Language } from '../model/app-info.ts';
import type {
  CheckName,
  CheckResult,
  SignatureReport,
  VerificationReport,
} from '../model/verification-report.ts';
import { type Bilingual, text } from './bilingual.ts';
import { reasonTexts } from './check-texts.ts';
import { errorTexts } from './error-texts.ts';

const seals = (count: number): string => (count === 1 ? '1 seal' : `${count} seals`);

/** The verdicts, as window, command line and reports say them. */
export const verdictTexts: Readonly<Record<VerificationReport['verdict'], Bilingual<string>>> = {
  valid: text('签章有效', 'Valid'),
  indeterminate: text('无法确认', 'Cannot be confirmed'),
  invalid: text('签章无效', 'Invalid'),
  unsigned: text('未发现电子签章', 'No electronic seal found'),
  // Nothing is said against a file that could not be read, is encrypted or costs too much: it is open, as a doubt is.
  error: text('未能判断', 'Not judged'),
};

/** The names of the checks. */
export const checkNames: Readonly<Record<CheckName, Bilingual<string>>> = {
  integrity: text('文档完整', 'Integrity'),
  signature: text('签名值', 'Signature value'),
  seal: text('印章', 'Seal'),
  status: text('印章状态', 'Seal status'),
  certificate: text('证书', 'Certificate'),
  revocation: text('撤销状态', 'Revocation'),
  time: text('签章时间', 'Time of sealing'),
  modification: text('其后变更', 'Later changes'),
  coverage: text('覆盖范围', 'Coverage'),
  appearance: text('显示图案', 'Picture shown'),
  register: text('本机台账', 'Register of this computer'),
};

/** The outcomes of a check. */
export const resultTexts: Readonly<Record<CheckResult['result'], Bilingual<string>>> = {
  pass: text('通过', 'passed'),
  fail: text('不通过', 'failed'),
  unknown: text('无法确认', 'cannot be confirmed'),
  skipped: text('未检查', 'not checked'),
};

const sentences = {
  withReason: text(
    (verdict: string, reason: string) => `${verdict}：${reason}`,
    (verdict, reason) => `${verdict}: ${reason}`,
  ),
  validWithNote: text(
    (reason: string) => `签章有效，但有提示：${reason}`,
    (reason) => `Valid, with a note: ${reason}`,
  ),
  validSealedSince: text('签章有效，其后另有签章', 'Valid; signed or sealed again since'),
  validModifiedSince: text('签章有效，其后有允许的变更', 'Valid; permitted changes were made since'),
};

const counts = {
  voided: text(
    (count: number) => `${count} 个签章的文件已登记作废`,
    (count) => `file of ${seals(count)} recorded as void`,
  ),
  invalid: text(
    (count: number) => `${count} 个签章无效`,
    (count) => `${seals(count)} invalid`,
  ),
  indeterminate: text(
    (count: number) => `${count} 个无法确认`,
    (count) => `${seals(count)} cannot be confirmed`,
  ),
  valid: text(
    (count: number) => `${count} 个签章有效`,
    (count) => `${seals(count)} valid`,
  ),
  sealedSince: text(
    (count: number) => `${count} 个其后另有签章`,
    (count) => `${count} with later signatures or seals`,
  ),
};

/** Notes that apply to almost every seal and would say nothing in a headline. */
const QUIET_REASONS: readonly string[] = ['TIME_CLAIMED_ONLY', 'COVERS_REVISION'];

/** Says one signature in one sentence: the verdict, and the first reason if there is one. */
export function signatureHeadline({ verdict, reasons }: SignatureReport, language: Language): string {
  const reason = reasons.find((code) => verdict !== 'valid' || !QUIET_REASONS.includes(code));
  const plain = verdictTexts[verdict][language];
  if (reason === undefined) return plain;
  const why = reasonTexts[reason][language];
  if (verdict !== 'valid') return sentences.withReason[language](plain, why);
  if (reason === 'SEALED_AGAIN_SINCE') return sentences.validSealedSince[language];
  if (reason === 'MODIFIED_SINCE') return sentences.validModifiedSince[language];
  return sentences.validWithNote[language](why);
}

/** Says the whole document in one line that counts every seal: "2 个签章有效 · 1 个其后另有签章". */
export function documentHeadline(
  { verdict, error, signatures }: VerificationReport,
  language: Language,
): string {
  if (verdict === 'unsigned' || verdict === 'error') {
    const plain = verdictTexts[verdict][language];
    const why = error === undefined ? null : errorTexts[language][error.code].what;
    return why === null ? plain : sentences.withReason[language](plain, why);
  }
  const having = (wanted: (each: SignatureReport) => boolean): number => signatures.filter(wanted).length;
  const parts = [
    [having(({ reasons }) => reasons.includes('VOIDED_HERE')), counts.voided],
    [having((each) => each.verdict === 'invalid'), counts.invalid],
    [having((each) => each.verdict === 'indeterminate'), counts.indeterminate],
    [having((each) => each.verdict === 'valid'), counts.valid],
    [having(({ reasons }) => reasons.includes('SEALED_AGAIN_SINCE')), counts.sealedSince],
  ] as const;
  return parts.flatMap(([count, say]) => (count > 0 ? [say[language](count)] : [])).join(' · ');
}
