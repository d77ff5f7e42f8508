import type { DescribedBeside, DescribedPlace, DescribedPlaces } from '../../shared/model/seal-places.ts';
import type { DescribedKeyword, PlaceWarning } from '../../shared/model/place-findings.ts';
import { errorTexts } from '../../shared/texts/error-texts.ts';
import { EXIT, type ExitStatus } from '../end/exit-status.ts';
import { statusOfError } from '../end/outcome-status.ts';
import { printJson, printLine, SIGNS } from './printing.ts';

type Problem = DescribedPlaces['problems'][number];

/**
 * Prints where the seals of an act would be shown, and what is in the way, as one line of JSON or for a person.
 * @param names of the seals, in their order
 * @param locks whether the last seal locks the document
 * @returns the status of the first problem
 */
export function reportPlaces(
  described: readonly DescribedPlaces[],
  names: readonly string[],
  locks: boolean,
  json: boolean,
): ExitStatus {
  const seals = described.map((each, index) => ({ name: names[index] ?? '', ...each }));
  const all = seals.flatMap(({ problems }) => problems);
  if (json) {
    const told = seals.map((each) => ({ ...each, problems: each.problems.map(withText) }));
    const [first] = told;
    const {
      pages = 0,
      places = [],
      problems = [],
      keywords = [],
      beside = [],
      comparedWithText = 0,
    } = first ?? {};
    printJson({
      ok: all.length === 0,
      dryRun: true,
      pages,
      places,
      problems,
      keywords,
      beside,
      comparedWithText,
      locks,
      seals: told,
    });
  } else {
    for (const { name, pages, places, problems, keywords, beside } of seals) {
      const count = `${places.length} 处 places, ${pages} 页 pages`;
      printLine(`未盖章，仅列出位置 nothing is sealed: ${seals.length > 1 ? `${name}, ` : ''}${count}`);
      keywords.forEach(printKeyword);
      places.forEach((place) => printLine(`  ${placeLine(place)}`));
      beside.forEach((each) => printLine(`  ${besideLine(each)}`));
      problems.forEach((problem) => printLine(`  ${SIGNS.bad} ${problemLine(problem)}`));
    }
    if (locks) {
      printLine(
        '  ⚠ 锁定签章：之后任何人都不能再盖章 the last seal locks the document: nobody can seal it afterwards',
      );
    }
  }
  const [first] = all;
  return first === undefined ? EXIT.done : statusOfError(first.error.code);
}

function printKeyword({ hits, missing, withoutText }: DescribedKeyword): void {
  hits.forEach(({ page, text, xMm, yMm, isChosen }) => {
    const chosen = isChosen ? `${SIGNS.good} 盖章 sealed` : `${SIGNS.nothing} 不盖 passed over`;
    const [x, y] = [xMm, yMm].map((length) => length.toFixed(1));
    printLine(`  ${chosen}: 第 ${page} 页 page ${page}: “${text}” ${x}, ${y} mm`);
  });
  if (missing !== '') printLine(`  – 没有关键字的页 pages without the keyword: ${missing}`);
  if (withoutText !== '')
    printLine(`  ⚠ 没有文字的页（扫描件） pages without text, as scans: ${withoutText}`);
}

function warningText(warning: PlaceWarning): string {
  switch (warning.code) {
    case 'COVERS_TEXT':
      return `⚠ 盖住文字 covers text: “${warning.text}”`;
    case 'COVERS_SEAL':
      return `⚠ 盖住已有印章 covers another seal: ${warning.field}`;
    case 'COVERS_PLACE':
      return `⚠ 与本次第 ${warning.place} 处重叠 covers place ${warning.place} of this list`;
    case 'NO_TEXT':
      return '⚠ 本页没有文字（扫描件），请自行查看盖住了什么 this page has no text, as scans: look what the seal covers';
  }
}

function placeLine({ page, xMm, yMm, widthMm, heightMm, isSlice, warnings }: DescribedPlace): string {
  const kind = isSlice ? '骑缝切片 slice' : '整章 whole seal';
  const [left, top, width, height] = [xMm, yMm, widthMm, heightMm].map((length) => length.toFixed(1));
  const place = `第 ${page} 页 page ${page}: ${kind}, ${left}, ${top} mm, ${width} × ${height} mm`;
  return [place, ...warnings.map(warningText)].join('  ');
}

function besideLine({ page, xMm, yMm, date, warnings }: DescribedBeside): string {
  const what = date === null ? '手写签名图片（非电子签名） picture of a signature' : `日期 date “${date}”`;
  const place = `第 ${page} 页 page ${page}: ${what}, ${xMm.toFixed(1)}, ${yMm.toFixed(1)} mm`;
  return [place, ...warnings.map(warningText)].join('  ');
}

function problemLine({ error, page }: Problem): string {
  const [zh, en] = [errorTexts['zh-CN'][error.code].what, errorTexts.en[error.code].what];
  const where = page === null ? '' : `第 ${page} 页 page ${page}: `;
  const facts = error.details === undefined ? '' : ` ${JSON.stringify(error.details)}`;
  return `${where}${zh} ${en} [${error.code}]${facts}`;
}

function withText({ error, page }: Problem): object {
  const texts = { zh: errorTexts['zh-CN'][error.code], en: errorTexts.en[error.code] };
  return { page, error: { ...error, ...texts } };
}
