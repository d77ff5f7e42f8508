import { resultOf } from '../../shared/result.ts';
import { CodedError } from '../../shared/errors.ts';
import { verifyDocument } from '../documents/verify-document.ts';
import { unjudged } from '../../shared/model/verification-report.ts';
import { GatheredContexts, timelineOf } from '../documents/revision-history.ts';
import { withFile } from '../documents/with-file.ts';
import { pathOf, type FileSource } from '../ports/files.ts';
import { type Examination, type ExaminationDepth, makeReport } from '../reports/make-report.ts';
import type { ExportEngine } from './export-engine.ts';
import { type ExportPorts, hashesOf } from './export-files.ts';
import { extractRevision, revisionsOf } from './revisions.ts';

/** What draws papers and packs files is loaded by the first export: a verdict alone needs none of it. */
const packing = () => import('./packing.ts');

/** Makes the export engine that a worker thread and the command line both run. */
export function createExportEngine(ports: ExportPorts): ExportEngine {
  return {
    examine: (source, trustFolder, at, depth) => examine(source, { trustFolder, at, depth }, ports),
    report: ({ judgedAt, ...examination }, format, language) =>
      resultOf(async () => {
        const { renderReport } = await import('../reports/render-report.ts');
        const { clock, maker, readFonts } = ports;
        const times = { madeAt: clock.now(), judgedAt: new Date(judgedAt) };
        return renderReport(
          makeReport({ ...examination, madeBy: maker, ...times }),
          format,
          language,
          readFonts,
        );
      }),
    details: (source, trustFolder) =>
      resultOf(async () => {
        const { detailsOf } = await import('./document-details.ts');
        return withFile(source, ports, (file) => detailsOf(file, trustFolder, ports));
      }),
    revisions: (source) => resultOf(() => withFile(source, ports, (file) => revisionsOf(file, ports))),
    extract: (source, number, outputPath) =>
      resultOf(() => withFile(source, ports, (file) => extractRevision(file, number, outputPath, ports))),
    evidence: (order) =>
      resultOf(async () => {
        const { packEvidence } = await packing();
        return withFile(order.source, ports, (file) => packEvidence(file, order, ports));
      }),
    archive: (order) =>
      resultOf(async () => {
        const { packArchive } = await packing();
        return withFile(order.source, ports, (file) => packArchive(file, order, ports));
      }),
    recheck: (source, trustFolder) =>
      resultOf(async () => (await packing()).recheckPackage(source, trustFolder, ports)),
  };
}

async function examine(
  source: FileSource,
  { trustFolder, at, depth }: { trustFolder: string; at: string | null; depth: ExaminationDepth },
  ports: ExportPorts,
): Promise<Examination> {
  const { engine, onBrokenCheck } = ports;
  const now = at === null ? ports.clock.now() : new Date(at);
  const file = pathOf(source);
  let gathered: Pick<Examination, 'hashes' | 'revisions'> = { hashes: null, revisions: null };
  const report = await resultOf(() =>
    withFile(source, ports, async (opened) => {
      const hashes = depth === 'verdict' ? null : await hashesOf(opened, ports);
      const trust = ports.readTrust(trustFolder);
      const evidence = await ports.evidence(trustFolder);
      const contexts = new GatheredContexts();
      const verdict = await verifyDocument(opened, file, {
        ...{ engine, now, trust, evidence, onBrokenCheck },
        ...(depth === 'report' ? { onGathered: contexts.add } : {}),
      });
      const revisions =
        depth === 'report' ? await timelineOf(opened, contexts.inOrder(verdict), ports) : null;
      if (!opened.unchanged()) throw new CodedError('FILE_CHANGED', 'changed while it was verified');
      gathered = { hashes, revisions };
      return verdict;
    }),
  );
  const judgedAt = now.toISOString();
  return { report: report.ok ? report.value : unjudged(file, report.error), ...gathered, judgedAt };
}
