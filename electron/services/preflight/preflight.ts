import type { AppError } from '../../shared/errors.ts';
import {
  codesToAccept,
  colourOf,
  type DocumentExamination,
  type Preflight,
  type PreflightColour,
  type PreflightFinding,
  type PreflightRow,
} from '../../shared/model/preflight.ts';
import type { Result } from '../../shared/result.ts';
import { approvalRequired } from '../approvals/approved-use.ts';
import type { DocumentEngine } from '../documents/document-engine.ts';
import type { FileSource } from '../ports/files.ts';
import type { SealingGate } from '../sealing-gate/create-gate.ts';
import type { SealingParts } from '../sealing/seal-order.ts';
import { pinRefusal } from '../tokens/pin-life.ts';
import type { ChosenSeal } from '../tokens/token-seals.ts';

/** What the examination asks. */
export interface PreflightPorts extends Pick<SealingParts, 'gate' | 'trustFolder'> {
  readonly documents: Pick<DocumentEngine, 'examine'>;
}

/**
 * Examines all that an act of sealing rests on (盖章前体检): the document, and of each seal its key, its certificate, the
 * rules, the lists and their age. It uses no key and changes nothing; the platform is asked once a seal.
 * @param chosen the seals of the act, in their order; none examines the document alone
 * @param approval says why the approval that the use rests on does not let a seal be put yet; null if it rests on none. The
 *   approval itself is judged when the seal is used
 */
export async function examineBeforeSealing(
  document: FileSource,
  chosen: readonly ChosenSeal[],
  { documents, gate, trustFolder }: PreflightPorts,
  approval: ((chosen: ChosenSeal) => Promise<AppError | null>) | null = null,
): Promise<Preflight> {
  const examined = await documents.examine(document, trustFolder, true);
  const rows = [...documentRows(examined)];
  const keys = new Set<string>();
  for (const each of chosen) {
    // One key may hold several seals of the act.
    if (!keys.has(each.token.serial)) rows.push(keyRow(each));
    keys.add(each.token.serial);
    rows.push(sealRow(each), await rulesRow(each, gate(null, approval === null ? [approvalRequired] : [])));
    const refusal = (await approval?.(each)) ?? null;
    if (refusal !== null) rows.push({ ...row('approval', 'red', refusal), seal: each.info.name });
  }
  const format = examined.ok ? examined.value.format : undefined;
  rows.push(row('readers', 'green', null, [], format === undefined ? {} : { format }));
  const findings = examined.ok ? examined.value.findings : [];
  return { colour: worst(rows), rows, toAccept: codesToAccept(findings) };
}

function documentRows(examined: Result<DocumentExamination>): readonly PreflightRow[] {
  if (!examined.ok) return [row('document', 'red', examined.error)];
  const { signatures, findings } = examined.value;
  const ofSignatures = findings.filter(({ code }) => code.startsWith('SIGNATURE_'));
  const others = findings.filter(({ code }) => !code.startsWith('SIGNATURE_'));
  return [
    row('document', colourOfAll(others), null, others),
    row('signatures', colourOfAll(ofSignatures), null, ofSignatures, { signatures }),
  ];
}

/** A key that takes no PIN now cannot seal; one try left is no obstacle, but to be known. */
function keyRow({ token, info }: ChosenSeal): PreflightRow {
  const refusal = pinRefusal(token.pin, true);
  const warning = pinRefusal(token.pin, false);
  const facts = { token: token.label, triesLeft: token.pin.triesLeft };
  const colour = refusal !== null ? 'red' : warning === null ? 'green' : 'amber';
  return { ...row('key', colour, refusal ?? warning, [], facts), seal: info.name };
}

function sealRow({ info }: ChosenSeal): PreflightRow {
  const error: AppError | null = info.usable ? null : { code: info.reason ?? 'SEAL_DAMAGED' };
  const facts = { seal: info.name, validTo: info.validTo };
  return { ...row('seal', error === null ? 'green' : 'red', error, [], facts), seal: info.name };
}

/** Asks the rules as sealing will: state and certificate of the seal, lists and their age, approval, delegation. */
async function rulesRow(chosen: ChosenSeal, rules: SealingGate): Promise<PreflightRow> {
  const refusal = await rules.before(chosen);
  const known = rules.known();
  const facts = {
    platform: known?.platform ?? null,
    statusAsOf: known?.statusAsOf ?? null,
    revocationListsAsOf: known?.revocationListsAsOf ?? null,
  };
  return {
    ...row('rules', refusal === null ? 'green' : 'red', refusal, [], facts),
    seal: chosen.info.name,
  };
}

function row(
  part: PreflightRow['part'],
  colour: PreflightColour,
  error: AppError | null,
  findings: readonly PreflightFinding[] = [],
  facts: PreflightRow['facts'] = {},
): PreflightRow {
  return { part, seal: null, colour, error, findings, facts };
}

function colourOfAll(findings: readonly PreflightFinding[]): PreflightColour {
  return worst(findings.map((finding) => ({ colour: colourOf(finding) })));
}

function worst(rows: readonly { readonly colour: PreflightColour }[]): PreflightColour {
  const colours = rows.map(({ colour }) => colour);
  return (['red', 'amber'] as const).find((colour) => colours.includes(colour)) ?? 'green';
}
