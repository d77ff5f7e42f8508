import { resultOf } from '../../shared/result.ts';
import { withFile } from '../documents/with-file.ts';
import { makeReport } from '../reports/make-report.ts';
import { renderReport } from '../reports/render-report.ts';
import type { ExportEngine } from './export-engine.ts';
import { detailsOf } from './document-details.ts';
import { examine } from './examine.ts';
import type { ExportPorts } from './export-files.ts';
import { packArchive, packEvidence, recheckPackage } from './packing.ts';
import { extractRevision, revisionsOf } from './revisions.ts';

/** Makes the export engine that a worker thread and the command line both run. */
export function createExportEngine(ports: ExportPorts): ExportEngine {
  return {
    examine: (source, trustFolder, at, depth) => examine({ source, trustFolder, at, depth }, ports),
    report: ({ judgedAt, ...examination }, format, language) =>
      resultOf(() => {
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
      resultOf(() => withFile(source, ports, (file) => detailsOf(file, trustFolder, ports))),
    revisions: (source) => resultOf(() => withFile(source, ports, (file) => revisionsOf(file, ports))),
    extract: (source, number, outputPath) =>
      resultOf(() => withFile(source, ports, (file) => extractRevision(file, number, outputPath, ports))),
    evidence: (order) =>
      resultOf(() => withFile(order.source, ports, (file) => packEvidence(file, order, ports))),
    archive: (order) =>
      resultOf(() => withFile(order.source, ports, (file) => packArchive(file, order, ports))),
    recheck: (source, trustFolder) => resultOf(() => recheckPackage(source, trustFolder, ports)),
  };
}
