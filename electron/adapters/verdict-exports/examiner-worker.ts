import { parentPort, workerData } from 'node:worker_threads';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { NO_EVIDENCE, type EvidenceSource } from '../../services/documents/verdict-evidence.ts';
import { withKnownFiles } from '../../services/evidence/known-files.ts';
import { examineAll } from '../../services/verdict-exports/examine.ts';
import { checkFewMessages } from '../../wire/few-messages.ts';
import { handlersOf } from '../../wire/methods.ts';
import { messagePort } from '../../wire/ports.ts';
import { serve } from '../../wire/server.ts';
import { remoteEvidence } from '../documents/document-operations.ts';
import { countReadsIn } from '../files/read-progress.ts';
import { homeEvidence } from '../documents/home-evidence.ts';
import { examinerMethods, type GroupExaminer } from './examiner-operations.ts';
import { nodeExaminingPorts } from './node-export-engine.ts';
import { readAhead } from './read-ahead.ts';
import type { ExaminerData } from './spare-examiner.ts';

/** The entry of the thread that examines documents: what a document costs, it costs here. */
checkFewMessages();
if (parentPort === null) throw new Error('the examiner runs as a worker thread');
// The side that starts this thread gives it its world.
const { hasHome, known, reads } = workerData as ExaminerData;
countReadsIn(reads);
const port = messagePort(parentPort);
const evidence: EvidenceSource = hasHome
  ? withKnownFiles(homeEvidence(remoteEvidence(port)), known)
  : () => Promise.resolve(NO_EVIDENCE);
const engine = await loadSmEngine();
const ports = nodeExaminingPorts(evidence, engine);
let begun: ReturnType<typeof readAhead> | null = null;
const examiner: GroupExaminer = {
  examineAll: (orders) => examineAll(orders, { ...ports, ...begun }),
  readAhead: async (path) => void (begun = readAhead(path, engine)),
};
serve(examinerMethods, handlersOf<GroupExaminer>(examinerMethods, examiner), port);
