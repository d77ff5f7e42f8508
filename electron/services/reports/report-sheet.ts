import type { Language } from '../../shared/model/app-info.ts';
import { factLines } from '../../shared/texts/check-texts.ts';
import { NEXT_STEPS_TITLE } from '../../shared/texts/next-step-texts.ts';
import { NOTES_TITLE } from '../../shared/texts/preflight-texts.ts';
import { reportTexts } from '../../shared/texts/report-texts.ts';
import { resultTexts } from '../../shared/texts/verdict-texts.ts';
import { beijingDay, beijingTime, type Sheet, type SheetBlock, type Tone } from '../drawn-pages/sheet.ts';
import type { ReportDocument, ReportSignature } from './report-document.ts';

/** The tones in which verdicts are printed. */
export const VERDICT_TONES: Readonly<Record<ReportDocument['verdict'], Tone>> = {
  valid: 'good',
  indeterminate: 'doubt',
  invalid: 'bad',
  unsigned: 'neutral',
  error: 'doubt',
};

const RESULT_TONES: Readonly<Record<ReportSignature['checks'][number]['result'], Tone>> = {
  pass: 'good',
  fail: 'bad',
  unknown: 'doubt',
  skipped: 'neutral',
};

/** The standards behind the formats; a format without one is shown as it is called in the report. */
const FORMAT_NAMES: Readonly<Record<string, string>> = {
  'ses-v1': 'GM/T 0031-2014',
  'ses-v4': 'GB/T 38540-2020',
  'ses-v5': 'GM/T 0031-2025',
  cms: 'CMS (RFC 5652)',
};

/** Lays a verification report out for people, in one language. */
export function reportSheet(report: ReportDocument, language: Language): Sheet {
  const say = sayIn(language);
  const { error, signatures } = report;
  return {
    language,
    title: report.title[language],
    notice: report.disclaimer[language],
    blocks: [
      { kind: 'verdict', tone: VERDICT_TONES[report.verdict], text: report.headline[language] },
      ...(error === null
        ? []
        : [{ kind: 'paragraph', text: `${error.text[language]} [${error.code}]` } as const]),
      ...documentBlocks(report, language),
      ...signatures.flatMap((each) => signatureBlocks(each, report, language)),
      ...revisionBlocks(report, language),
      ...noteBlocks(report, language),
      { kind: 'heading', text: say('notChecked') },
      { kind: 'list', items: report.notChecked.map((each) => each[language]) },
    ],
  };
}

type PlainText = {
  [Key in keyof typeof reportTexts]: (typeof reportTexts)[Key]['en'] extends string ? Key : never;
}[keyof typeof reportTexts];

const sayIn =
  (language: Language) =>
  (key: PlainText): string =>
    reportTexts[key][language];

function documentBlocks(report: ReportDocument, language: Language): SheetBlock[] {
  const say = sayIn(language);
  const { document, madeBy } = report;
  const unreadable = say('unreadable');
  const [revocation, trust] = listLines(report, language);
  return [
    { kind: 'heading', text: say('document') },
    {
      kind: 'facts',
      rows: [
        [say('name'), document.name],
        [say('size'), document.size === null ? unreadable : reportTexts.bytes[language](document.size)],
        ['SM3', document.sm3 ?? unreadable],
        ['SHA-256', document.sha256 ?? unreadable],
      ],
    },
    { kind: 'heading', text: say('about') },
    {
      kind: 'facts',
      rows: [
        [say('judgedAt'), beijingTime(report.judgedAt, language)],
        [say('madeAt'), beijingTime(report.madeAt, language)],
        ...(revocation === '' ? [] : [[say('revocationLists'), revocation] as const]),
        ...(trust === '' ? [] : [[say('trustLists'), trust] as const]),
        ...bundleRows(report, language),
        [say('program'), madeBy.program],
        [say('computer'), madeBy.computer],
        [say('person'), madeBy.person],
      ],
    },
  ];
}

/** Says which platforms were known by an offline bundle, and as of when. */
function bundleRows(
  { offlineBundles = [] }: ReportDocument,
  language: Language,
): (readonly [string, string])[] {
  return offlineBundles.map(({ platform, issuedAt }) => [
    reportTexts.offlineBundle[language],
    reportTexts.bundleOf[language](beijingTime(issuedAt, language), platform),
  ]);
}

/** Says as of when the lists behind the verdict are, and whose they are: those of revocations, those of trust and makers. */
function listLines(report: ReportDocument, language: Language): readonly [string, string] {
  const { revocationLists, revocationListsAsOf, trustLists = [] } = report;
  const { listOf } = reportTexts;
  const revocation =
    revocationLists?.map(({ issuedAt, source }) =>
      listOf[language](beijingTime(issuedAt, language), source),
    ) ?? revocationListsAsOf.map((time) => beijingTime(time, language));
  const trust = trustLists.map(({ issuedAt, source, state }) => {
    const line = listOf[language](beijingTime(issuedAt, language), source);
    return state === 'inForce' ? line : `${line} ${reportTexts[state][language]}`;
  });
  return [revocation.join('\n'), trust.join('\n')];
}

/** The revisions of the document (修订时间线): what made each, when and by whose word, and what it changed. */
function revisionBlocks({ revisions }: ReportDocument, language: Language): SheetBlock[] {
  if (revisions === undefined || revisions === null) return [];
  const say = sayIn(language);
  return [
    { kind: 'heading', text: say('timeline') },
    {
      kind: 'table',
      head: [say('version'), say('revisionTime'), say('findings')],
      widths: [0.1, 0.26, 0.64],
      rows: revisions.map(({ number, bytes, sm3, title, changes, time }) => ({
        cells: [
          String(number),
          time === null ? say('noTime') : `${beijingTime(time.at, language)}\n${time.text[language]}`,
          [title[language], ...changes[language], reportTexts.bytes[language](bytes), `SM3 ${sm3}`].join(
            '\n',
          ),
        ],
      })),
    },
  ];
}

function signatureBlocks(
  signature: ReportSignature,
  report: ReportDocument,
  language: Language,
): SheetBlock[] {
  const say = sayIn(language);
  const { number, verdict, reasons, nextSteps } = signature;
  return [
    { kind: 'heading', text: reportTexts.signature[language](number, report.signatures.length) },
    { kind: 'verdict', tone: VERDICT_TONES[verdict], text: signature.headline[language] },
    { kind: 'facts', rows: signatureFacts(signature, report.document.size ?? 0, language) },
    ...(reasons.length === 0
      ? []
      : [
          { kind: 'paragraph', text: say('reasons') } as const,
          { kind: 'list', items: reasons.map(({ code, text }) => `${text[language]} [${code}]`) } as const,
        ]),
    ...(nextSteps === undefined || nextSteps.length === 0
      ? []
      : [
          { kind: 'paragraph', text: NEXT_STEPS_TITLE[language] } as const,
          { kind: 'list', items: nextSteps.map((step) => step[language]) } as const,
        ]),
    {
      kind: 'table',
      head: [say('checks'), say('result'), say('findings')],
      widths: [0.2, 0.16, 0.64],
      rows: signature.checks.map(({ title, result, text, facts }) => ({
        cells: [
          title[language],
          resultTexts[result][language],
          [text[language], ...factTexts(facts, language)].join('\n'),
        ],
        tone: RESULT_TONES[result],
      })),
    },
  ];
}

/** What the examination of the signed document has found: it may change its look, and decides nothing. */
function noteBlocks({ notes }: ReportDocument, language: Language): SheetBlock[] {
  if (notes.length === 0) return [];
  const items = notes.map(({ code, page, name, text }) => {
    const where = page === null ? '' : `${reportTexts.onPage[language](page)} `;
    return `${where}${text[language]}${name === null ? '' : ` ${name}`} [${code}]`;
  });
  return [
    { kind: 'paragraph', text: NOTES_TITLE[language] },
    { kind: 'list', items },
  ];
}

function factTexts(facts: ReportSignature['checks'][number]['facts'], language: Language): string[] {
  return factLines(facts, language).map(({ label, form, value }) => {
    if (form === 'text') return `${label} ${value}`;
    return `${label} ${form === 'day' ? beijingDay(value) : beijingTime(value, language)}`;
  });
}

function signatureFacts(
  { seal, signer, signedAt, place, field, format, coveredBytes }: ReportSignature,
  size: number,
  language: Language,
): (readonly [string, string])[] {
  const say = sayIn(language);
  const mm = (value: number): string => String(Math.round(value * 10) / 10);
  const rows: (readonly [string, string | null])[] = [
    [say('seal'), seal?.name ?? null],
    [say('sealId'), seal?.esId ?? null],
    [
      say('sealValidity'),
      seal === null ? null : `${beijingDay(seal.validFrom)} – ${beijingDay(seal.validTo)}`,
    ],
    [say('maker'), seal?.maker ?? null],
    [say('signer'), signer?.subject ?? null],
    [say('serial'), signer?.serial ?? null],
    [say('notAfter'), signer === null ? null : beijingDay(signer.notAfter)],
    [say('signedAt'), signedAt === null ? null : beijingTime(signedAt, language)],
    [say('format'), FORMAT_NAMES[format] ?? format],
    [say('field'), field === '' ? null : field],
    [
      say('place'),
      place === null
        ? say('notVisible')
        : reportTexts.placeOf[language](
            place.page,
            mm(place.xMm),
            mm(place.yMm),
            mm(place.widthMm),
            mm(place.heightMm),
          ),
    ],
    [say('covered'), coveredBytes === null ? null : reportTexts.coveredOf[language](coveredBytes, size)],
  ];
  return rows.flatMap(([label, value]) => (value === null ? [] : [[label, value] as const]));
}
