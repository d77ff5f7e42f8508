import { timingSafeEqual } from 'node:crypto';

import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';

import { type OperatorActions, refusalText } from './operator-actions.ts';
import { operatorApi } from './operator-api.ts';
import { operatorPages } from './operator-pages.ts';

const COOKIE = 'sealdesk-operator';
/** A list of a million entries fits. */
const LARGEST_UPLOAD = '64mb';

/** The operator's page and its interface for tests. Without the token nobody sees either. */
export function createOperatorPage(actions: OperatorActions, token: string): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(letIn(token));
  app.use(express.json({ limit: LARGEST_UPLOAD }));
  app.use(express.urlencoded({ extended: false }));
  app.use(express.raw({ type: 'application/pkix-crl', limit: LARGEST_UPLOAD }));
  app.use('/api', operatorApi(actions));
  app.use(operatorPages(actions));
  app.use(refuse);
  return app;
}

/** Accepts the token in the address, which is then kept in a cookie, or in a header. */
function letIn(token: string): RequestHandler {
  const fits = (given: unknown): boolean =>
    typeof given === 'string' &&
    given.length === token.length &&
    timingSafeEqual(Buffer.from(given), Buffer.from(token));
  return (request, response, next) => {
    const { authorization, cookie = '' } = request.headers;
    const shown = request.query['token'];
    if (fits(shown)) {
      response.cookie(COOKIE, token, { httpOnly: true, sameSite: 'strict' });
      response.redirect(request.path);
    } else if (fits(authorization?.replace('Bearer ', '')) || cookie.split(/; */).some(isOurs)) next();
    else response.status(401).type('text/plain').send('请用启动时打印的地址打开本页。\n');
  };
  function isOurs(pair: string): boolean {
    const [name, value] = pair.split('=');
    return name === COOKIE && fits(value);
  }
}

/** Express recognises error handlers by their four parameters. */
const refuse: ErrorRequestHandler = (error, _request, response, _next) => {
  const text = refusalText(error);
  response.status(text === null ? 500 : 409).json({ error: text ?? String(error) });
};
