import { parentPort } from 'node:worker_threads';
import { pageOfPicture } from '../../services/conversions/picture-page.ts';
import { expectPassive } from '../../services/papers/active-content.ts';
import { watermarkPaper } from '../../services/papers/watermark-paper.ts';
import { messagePort } from '../../wire/ports.ts';
import { serve } from '../../wire/server.ts';
import { paperOperations } from './paper-operations.ts';

/** The entry of the thread that makes one paper, or one page of a picture. */
if (parentPort === null) throw new Error('a paper is made in a worker thread');
serve(
  paperOperations,
  {
    watermark: ({ paper, mark, font }) => watermarkPaper(paper, mark, font),
    examine: ({ paper, asIs }) => expectPassive(paper, asIs),
    pageOfPicture: ({ picture }) => pageOfPicture(picture),
  },
  messagePort(parentPort),
);
