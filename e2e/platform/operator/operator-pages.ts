import { readFileSync } from 'node:fs';

import { Router, type Response } from 'express';
import { z } from 'zod';

import { faultRuleSchema } from '../faults/fault.ts';
import { listFiles } from '../services/applications.ts';
import { readPaper } from '../services/papers.ts';
import {
  DECIDED_HERE,
  ENTERPRISE_STATE_CHOICES,
  SEAL_STATE_CHOICES,
  REVOCATION_CHOICES,
  type OperatorActions,
  refusalText,
} from './operator-actions.ts';
import { html, type Html } from './html.ts';
import { applicationCard, isWaiting } from './pages/application-card.ts';
import { DRILLS, drillPage, type DrillName } from './pages/drill.ts';
import { certificatesPage, enterprisesPage, feedPage, messagesPage, sealsPage } from './pages/lists.ts';
import { layout } from './pages/layout.ts';
import { registersPage } from './pages/registers.ts';

const STYLE = readFileSync(new URL('style.css', import.meta.url), 'utf8');
const DAY_MS = 24 * 3_600_000;
const DRILL_NAMES = Object.keys(DRILLS) as [DrillName, ...DrillName[]];

/** Allows only the page's own style and forms. */
const POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'";

const reason = z.string().trim().max(500);
const decisionForm = z.object({
  outcome: z.enum(['approve', 'approveFromReceipt', 'reject']),
  reason,
});
const sealForm = z.object({ state: SEAL_STATE_CHOICES, reason });
const enterpriseDataForm = z.object({ registeredName: z.string().min(1), representative: z.string() });
const enterpriseForm = z.object({ state: ENTERPRISE_STATE_CHOICES });
const revocationForm = z.object({ reason: REVOCATION_CHOICES });
const signerForm = z.object({ step: z.enum(['begin', 'end', 'revoke']) });
const faultForm = z.object({ drill: z.enum(DRILL_NAMES) });
const lineForm = z.object({ line: z.enum(['open', 'close', 'stranger', 'own']) });
const clockForm = z.object({ days: z.coerce.number().min(-3650).max(3650) });

type Page = () => Html | Promise<Html>;
type Action = (body: unknown, params: Readonly<Record<string, string>>) => void | Promise<void>;

/** The operator's pages and actions, without a script. */
export function operatorPages(actions: OperatorActions): Router {
  const router = Router();
  const { context } = actions.parts;
  router.get('/style.css', (_request, response) => {
    response.type('text/css').send(STYLE);
  });
  router.get('/applications/:number/papers/:id', ({ params }, response) => {
    const paper = readPaper(context, params.number, params.id);
    if (paper === null) response.status(404).type('text/plain').send('没有这份材料\n');
    else response.type('application/pdf').set('Content-Disposition', 'inline').send(Buffer.from(paper));
  });
  router.get('/offline-bundle', async (_request, response) => {
    response.type('application/zip').attachment(`${context.id}.offline.zip`);
    response.send(Buffer.from(await actions.offlineBundle()));
  });
  for (const [path, page] of Object.entries(pagesOf(actions))) {
    router.get(path, async ({ query }, response) => {
      const notice = typeof query['notice'] === 'string' ? query['notice'] : null;
      show(response, layout(context, path, notice, await page()));
    });
  }
  for (const [path, { action, back }] of Object.entries(actionsOf(actions))) {
    router.post(path, async ({ body, params }, response) => {
      const notice = await noticeOf(action, body, params as Record<string, string>);
      response.redirect(303, `${back}?notice=${encodeURIComponent(notice)}`);
    });
  }
  return router;
}

function show(response: Response, page: Html): void {
  response.set({ 'Content-Security-Policy': POLICY, 'Cache-Control': 'no-store' });
  response.type('text/html').send(page.text);
}

async function noticeOf(
  action: Action,
  body: unknown,
  params: Readonly<Record<string, string>>,
): Promise<string> {
  try {
    await action(body, params);
    return '已完成。';
  } catch (error) {
    const text = refusalText(error);
    if (text === null) throw error;
    return `没有完成：${text}`;
  }
}

function pagesOf({ parts }: OperatorActions): Readonly<Record<string, Page>> {
  const { context } = parts;
  const files = () => listFiles<Parameters<typeof isWaiting>[0]['content']>(context, DECIDED_HERE, null);
  const cards = (shown: ReturnType<typeof files>, empty: string): Html =>
    shown.length === 0
      ? html`<p class="empty">${empty}</p>`
      : html`${shown.map((file) => applicationCard(context, file))}`;
  return {
    '/': () => cards(files().filter(isWaiting), '没有待办事项。'),
    '/applications': () => cards(files(), '还没有申请或挂失。'),
    '/seals': () => sealsPage(context),
    '/enterprises': () => enterprisesPage(context),
    '/certificates': () => certificatesPage(parts),
    '/feed': () => feedPage(context),
    '/messages': () => messagesPage(context),
    '/registers': () => registersPage(context),
    '/drill': () => drillPage(parts),
  };
}

function actionsOf(
  actions: OperatorActions,
): Readonly<Record<string, { readonly action: Action; readonly back: string }>> {
  const { context, faults, line } = actions.parts;
  const after = (ms: number): Date => new Date(context.clock.now().getTime() + ms);
  return {
    '/applications/:number/decision': {
      back: '/',
      action: (body, { number = '' }) => {
        const { outcome, reason: why } = decisionForm.parse(body);
        const refusal = outcome === 'reject' ? why || '未说明理由' : null;
        return actions.decide(number, refusal, outcome === 'approveFromReceipt' ? 'receipt' : 'decision');
      },
    },
    '/applications/:number/call': {
      back: '/',
      action: (_body, { number = '' }) => actions.confirmCall(number),
    },
    '/seals/:esId/state': {
      back: '/seals',
      action: (body, { esId = '' }) => {
        const { state, reason: why } = sealForm.parse(body);
        actions.changeSeal(esId, state, why || null);
      },
    },
    '/enterprises/:name/state': {
      back: '/enterprises',
      action: (body, { name = '' }) => actions.changeEnterprise(name, enterpriseForm.parse(body).state),
    },
    '/enterprises/:name/data': {
      back: '/enterprises',
      action: (body, { name = '' }) => {
        const { registeredName, representative } = enterpriseDataForm.parse(body);
        actions.changeEnterpriseData(name, { name: registeredName, representative: representative || null });
      },
    },
    '/certificates/:serial/revocation': {
      back: '/certificates',
      action: async (body, { serial = '' }) => {
        await actions.revokeCertificate('issuing', serial, revocationForm.parse(body).reason);
      },
    },
    '/signers': {
      back: '/certificates',
      action: async () => {
        await actions.announceSigner(after(DAY_MS));
      },
    },
    '/signers/:serial': {
      back: '/certificates',
      action: async (body, { serial = '' }) => {
        const { step } = signerForm.parse(body);
        if (step === 'revoke') await actions.revokeSigner(serial, 'superseded');
        else if (step === 'begin')
          actions.setSignerTerm({ serial, from: after(0).toISOString(), until: null });
        else actions.setSignerTerm({ serial, from: null, until: after(7 * DAY_MS).toISOString() });
      },
    },
    '/drill/fault': {
      back: '/drill',
      action: (body) => {
        const { fault } = DRILLS[faultForm.parse(body).drill];
        faults.set(fault === null ? [] : [faultRuleSchema.parse({ fault })]);
      },
    },
    '/drill/line': {
      back: '/drill',
      action: async (body) => {
        const { line: what } = lineForm.parse(body);
        if (what === 'open') await line.open();
        else if (what === 'close') await line.close();
        else await line.pose(what === 'stranger');
      },
    },
    '/drill/clock': {
      back: '/drill',
      action: (body) => actions.setClock(Math.round(clockForm.parse(body).days * DAY_MS)),
    },
  };
}
