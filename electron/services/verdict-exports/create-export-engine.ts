import { resultOf } from '../../shared/result.ts';
import { withFile } from '../documents/with-file.ts';
import { makeReport } from '../reports/make-report.ts';
import type { ExportEngine } from './export-engine.ts';
import { examine } from './examine.ts';
import type { ExportPorts } from './export-files.ts';
import { extractRevision, revisionsOf } from './revisions.ts';

/** What draws papers and packs files is loaded by the first export: a verdict alone needs none of it. */
const packing = () => import('./packing.ts');

/** Makes the export engine that a worker thread and the command line both run. */
export function createExportEngine(ports: ExportPorts): ExportEngine {
  return {
    examine: (source, trustFolder, at, depth) => examine({ source, trustFolder, at, depth }, ports),
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
