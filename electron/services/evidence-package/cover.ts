import { evidenceCover as said } from '../../shared/texts/package-texts.ts';
import { verdictTexts } from '../../shared/texts/verdict-texts.ts';
import { beijingTime, type Sheet, type SheetRow } from '../drawn-pages/sheet.ts';
import type { AskedPlatforms } from '../platform/seal-evidence.ts';
import type { PackedFile } from '../packages/zip-writer.ts';
import { VERDICT_TONES } from '../reports/report-sheet.ts';
import { IMAGES_FOLDER, INPUTS_PATH, MANIFEST_PATH, type Manifest } from './manifest.ts';
import { DOCUMENT_PATHS } from './openssl-commands.ts';
import { STEPS_PATH } from './steps-text.ts';

export const COVER_PATH = '00-封面与证据目录.pdf';

/** More signatures than this are named together, so that the cover stays at two pages. */
const MOST_SIGNATURES = 6;

/** Lays out the cover of an evidence package: the list of its content, hashes, and steps that a judge can repeat. */
export function coverSheet(
  manifest: Manifest,
  headline: string,
  { unanswered }: Pick<AskedPlatforms, 'unanswered'>,
): Sheet {
  const { document, madeBy } = manifest;
  return {
    language: 'zh-CN',
    title: said.title,
    notice: said.notice,
    blocks: [
      {
        kind: 'verdict',
        tone: VERDICT_TONES[manifest.verdict],
        text: `${said.verdict}：${headlineOf(manifest, headline)}`,
      },
      { kind: 'heading', text: said.document },
      {
        kind: 'facts',
        rows: [
          [said.name, document.name],
          [said.size, `${document.size} 字节`],
          ['SM3', document.sm3],
          ['SHA-256', document.sha256],
        ],
      },
      { kind: 'heading', text: said.exported },
      {
        kind: 'facts',
        rows: [
          [said.person, madeBy.person],
          [said.computer, madeBy.computer],
          [said.madeAt, beijingTime(manifest.madeAt, 'zh-CN')],
          [said.judgedAt, beijingTime(manifest.judgedAt, 'zh-CN')],
          [said.program, madeBy.program],
        ],
      },
      { kind: 'heading', text: said.contents },
      { kind: 'table', head: said.columns, widths: [0.08, 0.36, 0.24, 0.32], rows: contents(manifest) },
      { kind: 'heading', text: said.steps },
      {
        kind: 'list',
        items: [
          ...said.howTo.map((step, index) => `（${index + 1}）${step}`),
          imagesSaid(manifest),
          ...unanswered.map(({ platform, sealName, askedAt }) =>
            said.unanswered(platform, sealName, beijingTime(askedAt, 'zh-CN')),
          ),
        ],
      },
      { kind: 'paragraph', text: ' ' },
      { kind: 'paragraph', text: said.signature },
    ],
  };
}

const imagesSaid = ({ images, document }: Manifest): string => {
  if (document.path === DOCUMENT_PATHS.ofd) return said.ofdImages;
  return images.length === 0 ? said.noImages : said.images(images.length);
};

const headlineOf = ({ verdict }: Manifest, headline: string): string =>
  headline === '' ? verdictTexts[verdict]['zh-CN'] : headline;

function contents({ document, files, revisions }: Manifest): SheetRow[] {
  const under = (folder: string): readonly PackedFile[] =>
    files.filter(({ path }) => path.startsWith(folder));
  const signatures = [...new Set(under('signatures/').map(({ path }) => Number(path.split('/')[1])))];
  const items: readonly (readonly [string, string, readonly PackedFile[]])[] = [
    [said.items.document, document.path, under(document.path)],
    [said.items.steps, STEPS_PATH, under(STEPS_PATH)],
    [said.items.report, 'report/', under('report/')],
    ...signatures
      .slice(0, MOST_SIGNATURES)
      .map(
        (each) => [said.items.signature(each), `signatures/${each}/`, under(`signatures/${each}/`)] as const,
      ),
    [said.items.certificates, 'certificates/', under('certificates/')],
    [said.items.lists, 'lists/', under('lists/')],
    [said.items.ocsp, 'ocsp/', under('ocsp/')],
    [said.items.register, 'register/', under('register/')],
    [said.items.platform, 'platform/', under('platform/')],
    [said.items.inputs, INPUTS_PATH, under(INPUTS_PATH)],
    [`${said.items.revisions}（${revisions.length}）`, 'revisions/', under('revisions/')],
    [said.items.images, IMAGES_FOLDER, under(IMAGES_FOLDER)],
  ];
  const rows = items
    .filter(([, , found]) => found.length > 0)
    .map(([what, path, found]) => [
      what,
      path,
      found.length === 1 ? short(found[0]) : said.many(found.length),
    ]);
  const all = [...rows, [said.items.manifest, MANIFEST_PATH, '—']];
  return all.map((cells, index) => ({ cells: [String(index + 1), ...cells] }));
}

/** The first and last digits; the manifest has the whole hash. */
const short = (file: PackedFile | undefined): string =>
  file === undefined ? '' : `${file.sm3.slice(0, 12)}…${file.sm3.slice(-4)}`;
