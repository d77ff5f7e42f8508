import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Response } from 'express';
import { middleware as contractMiddleware } from 'express-openapi-validator';

import type { FaultBox } from '../faults/fault-box.ts';
import type { PlatformContext } from '../platform-context.ts';
import { isApplicant } from '../services/applications.ts';
import { findSession } from '../services/sessions.ts';
import type { Answer, Call, Operation, Operations } from './call.ts';
import { CONTRACT_PATH, contractRoutes, type ContractRoute } from './contract.ts';
import { KeptAnswers } from './kept-answers.ts';
import { Problem, problemOf } from '../problem.ts';

/** The largest JSON body of a request. Papers have a limit of their own. */
const LARGEST_JSON = '16mb';
const LARGEST_FILE = '11mb';
const FILE_TYPES = ['application/pdf', 'application/timestamp-query'];

/**
 * Creates the server of the contract. The document itself decides which requests and answers pass.
 * @throws Error when an operation of the contract has no implementation
 */
export function createApi(context: PlatformContext, operations: Operations, faults: FaultBox): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(faults.middleware);
  app.use(express.json({ limit: LARGEST_JSON }));
  app.use(express.raw({ type: FILE_TYPES, limit: LARGEST_FILE }));
  app.use(validator(context));
  const kept = new KeptAnswers(context);
  for (const route of contractRoutes()) {
    const operation = operations[route.operationId];
    if (operation === undefined) throw new Error(`${route.operationId} is not implemented`);
    const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1');
    app[route.method](path, answering(context, route, kept.wrap(route.operationId, operation)));
  }
  app.use(refuse);
  return app;
}

function validator(context: PlatformContext): ReturnType<typeof contractMiddleware> {
  return contractMiddleware({
    apiSpec: CONTRACT_PATH,
    validateRequests: { allErrors: true },
    validateResponses: true,
    fileUploader: false,
    validateSecurity: {
      handlers: {
        session: (request) => findSession(context, request.headers.authorization) !== null,
        application: (request) =>
          isApplicant(context, numberIn(request.path), request.headers['application-secret']),
      },
    },
  });
}

/** Security runs before routing: the number is the third part of every path of an application. */
function numberIn(path: string): string {
  return decodeURIComponent(path.split('/')[3] ?? '');
}

function answering(
  context: PlatformContext,
  { needsSession }: ContractRoute,
  operation: Operation,
): RequestHandler {
  return async (request, response) => {
    const { authorization } = request.headers;
    const call: Call = {
      path: request.params as Record<string, string>,
      query: request.query,
      headers: request.headers,
      body: request.body as unknown,
      session: needsSession ? findSession(context, authorization) : null,
    };
    send(response, await operation(call));
  };
}

function send(response: Response, answer: Answer): void {
  response.status(answer.status).set(answer.headers ?? {});
  if ('json' in answer) response.type('application/json').json(answer.json);
  else if ('octets' in answer) response.type(answer.type).send(Buffer.from(answer.octets));
  else response.end();
}

/** Express recognises error handlers by their four parameters. */
const refuse: ErrorRequestHandler = (error, _request, response, _next) => {
  const { body } = problemOf(error);
  if (body.status === 500 && !(error instanceof Problem)) process.stderr.write(`${String(error)}\n`);
  response.status(body.status).type('application/problem+json').send(JSON.stringify(body));
};
