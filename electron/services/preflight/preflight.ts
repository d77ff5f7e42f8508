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
 * Examines all that a seal rests on before it is used (盖章前体检): the document, and of the chosen seal its key, its
 * certificate, the rules, the lists and their age. It uses no key and changes nothing; the platform is asked once.
 * @param chosen null examines the document alone
 * @param isApproved whether the use rests on an approval, which is looked at when the seal is used
 */
export async function examineBeforeSealing(
  document: FileSource,
  chosen: ChosenSeal | null,
  { documents, gate, trustFolder }: PreflightPorts,
  isApproved = false,
): Promise<Preflight> {
  const examined = await documents.examine(document, trustFolder);
  const rules = gate(null, isApproved ? [] : [approvalRequired]);
  const rows = [
    ...documentRows(examined),
    ...(chosen === null ? [] : [keyRow(chosen), sealRow(chosen), await rulesRow(chosen, rules)]),
    row('readers', 'green', null),
  ];
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
function keyRow({ token }: ChosenSeal): PreflightRow {
  const refusal = pinRefusal(token.pin, true);
  const warning = pinRefusal(token.pin, false);
  const facts = { token: token.label, triesLeft: token.pin.triesLeft };
  if (refusal !== null) return row('key', 'red', refusal, [], facts);
  return row('key', warning === null ? 'green' : 'amber', warning, [], facts);
}

function sealRow({ info }: ChosenSeal): PreflightRow {
  const error: AppError | null = info.usable ? null : { code: info.reason ?? 'SEAL_DAMAGED' };
  return row('seal', error === null ? 'green' : 'red', error, [], {
    seal: info.name,
    validTo: info.validTo,
  });
}

/** Asks the rules as sealing will: state and certificate of the seal, lists and their age, approval, delegation. */
async function rulesRow(chosen: ChosenSeal, rules: SealingGate): Promise<PreflightRow> {
  const refusal = await rules.before(chosen);
  const known = rules.known();
  return row('rules', refusal === null ? 'green' : 'red', refusal, [], {
    platform: known?.platform ?? null,
    statusAsOf: known?.statusAsOf ?? null,
    revocationListsAsOf: known?.revocationListsAsOf ?? null,
  });
}

function row(
  part: PreflightRow['part'],
  colour: PreflightColour,
  error: AppError | null,
  findings: readonly PreflightFinding[] = [],
  facts: PreflightRow['facts'] = {},
): PreflightRow {
  return { part, colour, error, findings, facts };
}

function colourOfAll(findings: readonly PreflightFinding[]): PreflightColour {
  return worst(findings.map((finding) => ({ colour: colourOf(finding) })));
}

function worst(rows: readonly { readonly colour: PreflightColour }[]): PreflightColour {
  const colours = rows.map(({ colour }) => colour);
  return (['red', 'amber'] as const).find((colour) => colours.includes(colour)) ?? 'green';
}
