import { parentPort, workerData } from 'node:worker_threads';
import { watermarkPaper } from '../../services/pin-reset/papers/watermark-paper.ts';
import { resultOf } from '../../shared/result.ts';
import type { WatermarkJob } from './paper-operations.ts';

/** The entry of the thread that makes one paper ready and ends. */
const { paper, mark, font } = workerData as WatermarkJob;
parentPort?.postMessage(await resultOf(() => watermarkPaper(paper, mark, font)));
