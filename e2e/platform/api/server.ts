import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { middleware as contractMiddleware } from 'express-openapi-validator';

import type { FaultBox } from '../faults/fault-box.ts';
import type { PlatformContext } from '../platform-context.ts';
import { isApplicant } from '../services/applications.ts';
import { type CallingRegister, callingRegister } from '../services/register-requests.ts';
import { findSession } from '../services/sessions.ts';
import type { Answer, Call, Operation, Operations } from './call.ts';
import { requestLimit } from './request-limit.ts';
import { CONTRACT, contractRoutes, type ContractRoute } from './contract.ts';
import { KeptAnswers } from './kept-answers.ts';
import { languageOf } from '../language.ts';
import { Problem, problemOf } from '../problem.ts';

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
  app.use(requestLimit(context));
  for (const route of contractRoutes())
    if (!isOffered(route, context)) app[route.method](pathOf(route), notOffered);
  const callers = new Callers();
  app.use(
    express.json({
      limit: context.limits.largestJsonOctets,
      verify: (request, _, body) => callers.sent(request, body),
    }),
  );
  app.use(express.raw({ type: FILE_TYPES, limit: LARGEST_FILE }));
  app.use(validator(context, callers));
  const kept = new KeptAnswers(context);
  for (const route of contractRoutes()) {
    if (route.security === null) throw new Error(`${route.operationId} does not say who may call it`);
    const operation = operations[route.operationId];
    if (operation === undefined) throw new Error(`${route.operationId} is not implemented`);
    const answer = answering(context, route, kept.wrap(route.operationId, operation), callers);
    app[route.method](pathOf(route), answer);
  }
  app.use(refusing(callers));
  return app;
}

/** Returns a path as express writes it. */
const pathOf = ({ path }: ContractRoute): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

const isOffered = ({ capability }: ContractRoute, { capabilities }: PlatformContext): boolean =>
  capability === null || capabilities.includes(capability);

const notOffered: RequestHandler = () => {
  throw new Problem('not-offered');
};

/** What the security of a request has found out, until the request is answered. */
class Callers {
  readonly #bodies = new WeakMap<object, Uint8Array>();
  readonly #registers = new WeakMap<object, CallingRegister>();
  readonly #refusals = new WeakMap<object, Problem>();

  /** Remembers the octets of a JSON body, which are what is signed. */
  sent(request: object, body: Uint8Array): void {
    this.#bodies.set(request, body);
  }

  /** Tells whether an open register's key has signed the request. The validator passes on no reason of its own. */
  isRegister(context: PlatformContext, request: Request): boolean {
    const raw: unknown = request.body;
    const body = this.#bodies.get(request) ?? (raw instanceof Uint8Array ? raw : new Uint8Array());
    try {
      this.#registers.set(request, callingRegister(context, request, body));
      return true;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.#refusals.set(request, error);
      return false;
    }
  }

  registerOf(request: object): CallingRegister | null {
    return this.#registers.get(request) ?? null;
  }

  refusalOf(request: object): Problem | undefined {
    return this.#refusals.get(request);
  }
}

type ContractOption = Parameters<typeof contractMiddleware>[0]['apiSpec'];

function validator(context: PlatformContext, callers: Callers): ReturnType<typeof contractMiddleware> {
  return contractMiddleware({
    apiSpec: structuredClone(CONTRACT) as ContractOption, // the validator changes what it is given, and judges it itself
    validateRequests: { allErrors: true },
    validateResponses: true,
    fileUploader: false,
    validateSecurity: {
      handlers: {
        session: (request) => findSession(context, request.headers.authorization) !== null,
        application: (request) =>
          isApplicant(context, numberIn(request.path), request.headers['application-secret']),
        register: (request) => callers.isRegister(context, request),
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
  { security }: ContractRoute,
  operation: Operation,
  callers: Callers,
): RequestHandler {
  return async (request, response) => {
    const { authorization } = request.headers;
    const call: Call = {
      path: request.params as Record<string, string>,
      query: request.query,
      headers: request.headers,
      address: request.socket.remoteAddress ?? '',
      body: request.body as unknown,
      session: security?.includes('session') === true ? findSession(context, authorization) : null,
      register: callers.registerOf(request),
    };
    send(response, await operation(call));
  };
}

function send(response: Response, answer: Answer): void {
  response.status(answer.status).set(answer.headers ?? {});
  if ('json' in answer) response.type('application/json').json(answer.json);
  else if ('stream' in answer) {
    response.type('text/event-stream').set('Cache-Control', 'no-store').flushHeaders();
    response.on(
      'close',
      answer.stream((text) => response.write(text)),
    );
  } else if ('octets' in answer) response.type(answer.type).send(Buffer.from(answer.octets));
  else response.end();
}

/** Express recognises error handlers by their four parameters. */
function refusing(callers: Callers): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const general = problemOf(error);
    const problem = general.status === 401 ? (callers.refusalOf(request) ?? general) : general;
    const { status, retryAfterSeconds } = problem;
    if (status === 500 && !(error instanceof Problem)) process.stderr.write(`${String(error)}\n`);
    if (retryAfterSeconds !== null) response.set('Retry-After', String(retryAfterSeconds));
    const language = languageOf(request.headers['accept-language']);
    response.status(status).set({ 'Content-Language': language, Vary: 'Accept-Language' });
    response.type('application/problem+json').send(JSON.stringify(problem.body(language)));
  };
}
