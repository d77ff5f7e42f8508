import { Router, type Request } from 'express';
import { z } from 'zod';

import { faultRuleSchema } from '../faults/fault.ts';
import { LIST_IDS } from '../lists/revocation-lists.ts';
import { newestEvents, statusOf } from '../lists/seal-status.ts';
import { listSigners } from '../lists/signers.ts';
import { findFile, listFiles } from '../services/applications.ts';
import { newestMessages } from '../registry/contacts.ts';
import { listCertificates } from '../registry/holder-certificates.ts';
import { enterpriseData } from '../registry/enterprise-data.ts';
import { enterpriseFacts } from '../registry/enterprises.ts';
import { listSeals } from '../registry/seals.ts';
import {
  ACTS_FROM_CHOICES,
  DECIDED_HERE,
  ENTERPRISE_STATE_CHOICES,
  REVOCATION_CHOICES,
  SEAL_STATE_CHOICES,
  type OperatorActions,
} from './operator-actions.ts';

const RECENT_EVENTS = 200;

const sealChange = z.object({
  state: SEAL_STATE_CHOICES,
  reason: z.string().nullable().default(null),
});
const enterpriseChange = z.object({ name: z.string().min(1), representative: z.string().min(1).nullable() });
const policyNaming = z.object({ profile: z.string(), lapsedOn: z.iso.date().nullable().default(null) });
const revocation = z.object({ reason: REVOCATION_CHOICES.default('keyCompromise') });
const signerTerm = z.object({ from: z.iso.datetime(), until: z.iso.datetime().nullable() });
const decision = z.object({
  refusal: z.string().nullable(),
  actsFrom: ACTS_FROM_CHOICES.default('decision'),
});
const listUpload = z.object({ number: z.coerce.number(), nextUpdate: z.coerce.date() });

/** The operator's actions as JSON, for tests. */
export function operatorApi(actions: OperatorActions): Router {
  const router = Router();
  const { context, lists, faults, line } = actions.parts;

  router.get('/seals', (_request, response) => {
    const seals = listSeals(context, null).map(({ der: _, ...seal }) => ({
      ...seal,
      status: statusOf(context, seal.esId),
    }));
    response.json({ seals });
  });
  router.post('/seals', ({ body }, response) => {
    const { count } = z.object({ count: z.int().min(1) }).parse(body);
    response.json({ head: actions.addSeals(count) });
  });
  router.put('/seals/:esId/state', ({ params, body }, response) => {
    const { state, reason } = sealChange.parse(body);
    actions.changeSeal(params.esId, state, reason);
    response.json({ status: statusOf(context, params.esId) });
  });
  router.put('/enterprises/:name/state', ({ params, body }, response) => {
    const { state } = z.object({ state: ENTERPRISE_STATE_CHOICES }).parse(body);
    actions.changeEnterprise(params.name, state);
    response.json({ enterprise: enterpriseFacts(context, params.name) });
  });
  router.put('/enterprises/:name/data', ({ params, body }, response) => {
    actions.changeEnterpriseData(params.name, enterpriseChange.parse(body));
    response.json({ enterprise: enterpriseData(context, params.name) });
  });
  router.get('/applications', (_request, response) => {
    response.json({ applications: listFiles(context, DECIDED_HERE, null) });
  });
  router.post('/applications/:number/decision', async ({ params, body }, response) => {
    const { refusal, actsFrom } = decision.parse(body);
    await actions.decide(params.number, refusal, actsFrom);
    response.json({ application: findFile(context, DECIDED_HERE, params.number) });
  });
  router.post('/applications/:number/call', ({ params }, response) => {
    actions.confirmCall(params.number);
    response.json({ application: findFile(context, DECIDED_HERE, params.number) });
  });
  router.get('/messages', (_request, response) => {
    response.json({ messages: newestMessages(context, RECENT_EVENTS) });
  });
  router.get('/events', (_request, response) => {
    response.json({ events: newestEvents(context, RECENT_EVENTS) });
  });
  router.get('/certificates', (_request, response) => {
    response.json({ certificates: listCertificates(context) });
  });
  router.post('/certificates/time-stamper/revocation', async ({ body }, response) => {
    response.json({ number: await actions.revokeTimeStamper(revocation.parse(body).reason) });
  });
  router.get('/signers', (_request, response) => {
    response.json({ signers: listSigners(context) });
  });
  router.post('/signers', async ({ body }, response) => {
    const { from } = z.object({ from: z.iso.datetime() }).parse(body);
    response.json({ serial: await actions.announceSigner(new Date(from)) });
  });
  router.put('/signers/:serial', ({ params, body }, response) => {
    actions.setSignerTerm({ serial: params.serial, ...signerTerm.parse(body) });
    response.json({ signers: listSigners(context) });
  });
  router.post('/signers/:serial/revocation', async ({ params, body }, response) => {
    const { reason } = revocation.parse(body);
    response.json({ number: await actions.revokeSigner(params.serial, reason) });
  });
  router.post('/certificates/:serial/revocation', async ({ params, body }, response) => {
    const { reason } = revocation.parse(body);
    response.json({ number: await actions.revokeCertificate('issuing', params.serial, reason) });
  });
  router.put('/revocation-lists/:id', (request: Request, response) => {
    const id = z.enum(LIST_IDS).parse(request.params['id']);
    const { number, nextUpdate } = listUpload.parse(request.query);
    lists.install(id, new Uint8Array(request.body as Buffer), number, nextUpdate);
    response.json({ number });
  });
  router.put('/policy', ({ body }, response) => {
    const { profile, lapsedOn } = policyNaming.parse(body);
    actions.namePolicy(profile, lapsedOn);
    response.json({ profile: context.profileId });
  });
  router.put('/faults', ({ body }, response) => {
    faults.set(z.array(faultRuleSchema).parse(body));
    response.json({ rules: faults.rules });
  });
  router.put('/clock', ({ body }, response) => {
    const { offsetMs } = z.object({ offsetMs: z.int() }).parse(body);
    actions.setClock(offsetMs);
    response.json({ now: context.clock.now().toISOString() });
  });
  router.put('/line', async ({ body }, response) => {
    const { open, stranger } = z
      .object({ open: z.boolean().optional(), stranger: z.boolean().optional() })
      .parse(body);
    if (open === true) await line.open();
    if (open === false) await line.close();
    if (stranger !== undefined) await line.pose(stranger);
    response.json({ open: line.isOpen });
  });
  return router;
}
