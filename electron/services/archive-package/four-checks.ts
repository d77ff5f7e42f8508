import type { PreflightCode, PreflightFinding } from '../../shared/model/preflight.ts';
import type { VerificationReport } from '../../shared/model/verification-report.ts';
import { preflightTexts } from '../../shared/texts/preflight-texts.ts';
import { documentHeadline } from '../../shared/texts/verdict-texts.ts';
import type { ArchiveMetadata } from './metadata.ts';

/** The four properties (四性) that DA/T 70-2018 is said to name. */
export const PROPERTIES = ['真实性', '完整性', '可用性', '安全性'] as const;

/** One line of the four checks (四性检测). */
export interface FourCheck {
  readonly property: (typeof PROPERTIES)[number];
  readonly item: string;
  readonly result: '通过' | '不通过' | '无法确认' | '未检测';
  readonly finding: string;
}

interface CheckedParts {
  readonly report: VerificationReport;
  readonly metadata: ArchiveMetadata;
  readonly findings: readonly PreflightFinding[];
}

/** Findings that make a document depend on the reader that shows it, so that it may look otherwise in later years. */
const DEPENDENT: readonly PreflightCode[] = [
  'FONT_NOT_EMBEDDED',
  'XFA_FORM',
  'FIELDS_REDRAWN',
  'LAYERS',
  'LAYER_HIDDEN',
  'APPEARANCE_VARIES',
  'MULTIMEDIA',
];

/** Findings of something that runs, opens or loads. */
const ACTIVE: readonly PreflightCode[] = [
  'JAVASCRIPT',
  'ACTS_BY_ITSELF',
  'CLICK_CHANGES_VIEW',
  'CLICK_LEAVES_DOCUMENT',
  'EXTERNAL_CONTENT',
  'EMBEDDED_FILES',
];

const BY_VERDICT: Readonly<Record<VerificationReport['verdict'], FourCheck['result']>> = {
  valid: '通过',
  indeterminate: '无法确认',
  invalid: '不通过',
  unsigned: '未检测',
  error: '无法确认',
};

/** Makes the four checks of a document from its verdict, its metadata and what was found in it. */
export function fourChecks({ report, metadata, findings }: CheckedParts): readonly FourCheck[] {
  const blanks = metadata.elements.filter(({ value }) => value === null).map(({ name }) => name);
  const later = report.signatures.filter(({ checks }) => checks.modification.result !== 'pass');
  const uncovered = report.signatures.filter(({ checks }) => checks.coverage.result === 'fail');
  return [
    check('真实性', '电子签章', BY_VERDICT[report.verdict], documentHeadline(report, 'zh-CN')),
    check('真实性', '固化信息', '通过', '已计算 SM3 与 SHA-256，记入清单和元数据'),
    check('真实性', '元数据与内容的一致性', '通过', '文件名、大小和杂凑值取自包内的文件'),
    check(
      '完整性',
      '内容',
      report.signatures.length === 0
        ? '未检测'
        : uncovered.length > 0
          ? '不通过'
          : later.length > 0
            ? '无法确认'
            : '通过',
      report.signatures.length === 0
        ? '没有电子签章可以证明内容完整'
        : `签章覆盖不完整 ${uncovered.length} 个，其后有待判明的变更 ${later.length} 个`,
    ),
    check(
      '完整性',
      '元数据',
      blanks.length === 0 ? '通过' : '无法确认',
      blanks.length === 0 ? '所列各项均有值' : `待立档单位填写：${blanks.join('、')}`,
    ),
    check('可用性', '能够打开', '通过', '文件没有加密，可以完整解析'),
    byFindings('可用性', '不依赖阅读器的显示', DEPENDENT, findings),
    check('可用性', '长期保存格式', '未检测', '没有检测是否为 PDF/A'),
    byFindings('安全性', '脚本、动作、外部内容和附件', ACTIVE, findings),
    check('安全性', '病毒', '未检测', '本程序不含杀毒功能，请用杀毒软件检测'),
    check('安全性', '载体与过程', '未检测', '由立档单位检测'),
  ];
}

const check = (
  property: FourCheck['property'],
  item: string,
  result: FourCheck['result'],
  finding: string,
): FourCheck => ({ property, item, result, finding });

function byFindings(
  property: FourCheck['property'],
  item: string,
  codes: readonly PreflightCode[],
  findings: readonly PreflightFinding[],
): FourCheck {
  const found = [...new Set(findings.map(({ code }) => code))].filter((code) => codes.includes(code));
  const isWhole = !findings.some(({ code }) => code === 'NOT_EXAMINED_WHOLE');
  if (found.length > 0) {
    return check(property, item, '不通过', found.map((code) => preflightTexts[code].what['zh-CN']).join(''));
  }
  return isWhole
    ? check(property, item, '通过', '没有发现')
    : check(property, item, '无法确认', '没有查完整个文件');
}
