import type { SmEngine } from '../../core/sm/engine.ts';
import type { ByteProgress } from '../../services/documents/document-engine.ts';
import type { EvidenceSource } from '../../services/documents/verdict-evidence.ts';
import type { PackedFonts } from '../../services/drawn-pages/sheet-pdf.ts';
import { createExportEngine } from '../../services/verdict-exports/create-export-engine.ts';
import type { ExaminingPorts } from '../../services/verdict-exports/examine.ts';
import type { ExportEngine } from '../../services/verdict-exports/export-engine.ts';
import { withRuntimeCrypto } from '../documents/node-signature-verifier.ts';
import { fontFolderIn, readFonts } from '../fonts/font-files.ts';
import { nodeFiles } from '../files/node-files.ts';
import { keptTrust } from '../trust-files/trust-folder.ts';
import { describeMaker } from '../program-version.ts';
import { systemClock, systemTurn } from '../system.ts';

/**
 * Makes an export engine on the system's files and clock.
 * @param evidence what verdicts rest on besides the trust folder
 * @param dist folder of all bundles
 * @param onProgress is told how much of the documents is in a package
 */
export function nodeExportEngine(
  evidence: EvidenceSource,
  engine: SmEngine,
  dist: string,
  onProgress: ByteProgress = () => undefined,
): ExportEngine {
  let fonts: PackedFonts | undefined;
  return createExportEngine({
    ...nodeExaminingPorts(evidence, engine),
    readFonts: () => (fonts ??= readFonts(fontFolderIn(dist))),
    maker: describeMaker(dist),
    onProgress,
  });
}

/** Returns what verifies documents on the system's files and clock, and remembers the trust folder that it has read. */
export function nodeExaminingPorts(evidence: EvidenceSource, engine: SmEngine): ExaminingPorts {
  return {
    engine: withRuntimeCrypto(engine),
    evidence,
    files: nodeFiles,
    clock: systemClock,
    turn: systemTurn,
    readTrust: keptTrust(),
    onBrokenCheck: ({ code, error, at }) =>
      void process.stderr.write(`sealdesk: a check of a signature broke off: ${code} ${error} ${at ?? ''}\n`),
  };
}
