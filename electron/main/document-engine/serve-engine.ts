import type { MessagePort } from 'node:worker_threads';
import type { ByteProgress, DocumentEngine } from '../../services/documents/document-engine.ts';
import { CodedError } from '../../shared/errors.ts';
import type { EngineReply, EngineRequest } from './protocol.ts';
import type { StoreAnswer } from './store-questions.ts';

/** Answers the requests that arrive at a worker's port with an engine. */
export function serveEngine(engine: DocumentEngine, port: MessagePort): void {
  const reply = (message: EngineReply): void => port.postMessage(message);
  port.on('message', (request: EngineRequest | StoreAnswer) => {
    if ('kind' in request) return;
    const { id } = request;
    answer(engine, request, reply).then(
      (value) => reply({ id, kind: 'done', value }),
      (error: unknown) =>
        reply({ id, kind: 'broken', message: error instanceof Error ? describe(error) : String(error) }),
    );
  });
}

function answer(
  engine: DocumentEngine,
  request: EngineRequest,
  reply: (message: EngineReply) => void,
): Promise<unknown> {
  switch (request.method) {
    case 'summarise':
      return engine.summarise(...request.args);
    case 'hash':
      return engine.hash(...request.args);
    case 'prepare':
      return engine.prepare(...request.args, progressOf(request, reply));
    case 'complete':
      return engine.complete(...request.args);
    case 'discard':
      return engine.discard(...request.args);
    case 'verify':
      return engine.verify(...request.args);
    case 'revocationOf':
      return engine.revocationOf(...request.args);
    case 'acceptTimeStamp':
      return engine.acceptTimeStamp(...request.args);
  }
}

/** Progress is also where a cancelled piece of work notices: the flag is shared memory, no message needed. */
function progressOf(request: EngineRequest, reply: (message: EngineReply) => void): ByteProgress {
  return (done, total) => {
    if (Atomics.load(request.cancelled, 0) === 1) throw new CodedError('CANCELLED');
    reply({ id: request.id, kind: 'progress', done, total });
  };
}

function describe(error: Error): string {
  return error.stack ?? error.message;
}
