import type {
  CancellationRule,
  LossReportRule,
  PictureRule,
  PinRule,
  PolicyProfile,
  PolicyRules,
  RenewalRule,
  ReplacementRule,
  StatedDuty,
  StorageRule,
  ValidityRule,
} from '../../../electron/shared/model/policy-profile.ts';
import type { Messages } from '../../lib/i18n/use-texts.ts';

type Demands = Messages['policy']['demands'];
type Part = string | false | null;

/** One requirement of a regulation as a line of a table. */
export interface DemandLine {
  readonly name: keyof PolicyRules;
  readonly text: string;
  readonly clauses: readonly string[];
}

/** Lists every requirement that a profile states, in the order of its model. */
export function demandLines({ rules, terms }: PolicyProfile, texts: Demands): DemandLine[] {
  // The record has exactly these keys; Object.keys cannot tell.
  const names = Object.keys(DEMANDS) as (keyof PolicyRules)[];
  return names.flatMap((name) => {
    const clauses = rules[name]?.clauses;
    const text = DEMANDS[name](rules, texts, terms.register);
    return clauses === undefined || text === null ? [] : [{ name, text, clauses }];
  });
}

type Demand = (rules: PolicyRules, texts: Demands, registerTerm: string) => string | null;

const DEMANDS: Readonly<Record<keyof PolicyRules, Demand>> = {
  sealKinds: ({ sealKinds: rule }, texts) => rule && texts.kinds(rule.kinds, rule.asSet),
  validity: ({ validity }, texts) => validity && validityText(validity, texts),
  renewal: ({ renewal }, texts) => renewal && renewalText(renewal, texts),
  pin: ({ pin }, texts) => pin && pinText(pin, texts),
  idle: ({ idle }, texts) => idle && texts.idle(idle.months),
  suspension: ({ suspension }) => dutyText(suspension),
  lossReport: ({ lossReport }, texts) => lossReport && lossText(lossReport, texts),
  replacement: ({ replacement }, texts) => replacement && replacementText(replacement, texts),
  cancellation: ({ cancellation }, texts) => cancellation && cancellationText(cancellation, texts),
  afterEnd: ({ afterEnd }) => dutyText(afterEnd),
  approval: ({ approval }, texts) => approval && texts.approval[approval.demand],
  fourEyes: ({ fourEyes: rule }, texts) =>
    rule && texts.fourEyes(rule.among.map((role) => texts.useRoles[role])),
  register: ({ register }, texts, term) => register && texts.register(term),
  archiveStamp: ({ archiveStamp }, texts) => archiveStamp && texts.archiveStamp,
  enterpriseData: ({ enterpriseData }, texts) =>
    enterpriseData?.checkedWhenUsing === true ? texts.enterpriseData : null,
  storage: ({ storage }, texts) => storage && storageText(storage, texts),
  picture: ({ picture }, texts) => picture && pictureText(picture, texts),
  dataFormat: ({ dataFormat }) => dutyText(dataFormat),
  copies: ({ copies }) => copies?.notice ?? null,
  keeper: ({ keeper }) => dutyText(keeper),
  delegation: ({ delegation }) => dutyText(delegation),
  papers: ({ papers }) => dutyText(papers),
  archive: ({ archive }) => dutyText(archive),
  disputes: ({ disputes }) => dutyText(disputes),
  records: ({ records }) => dutyText(records),
  connectedSystems: ({ connectedSystems }) => dutyText(connectedSystems),
  conditions: ({ conditions }) => dutyText(conditions),
  stateSecrets: ({ stateSecrets }) => dutyText(stateSecrets),
};

function dutyText(duty: StatedDuty | null): string | null {
  return duty?.text ?? null;
}

function validityText({ months, asCertificate, asPhysicalSeal }: ValidityRule, texts: Demands): string {
  return joined([
    months !== null && texts.validFor(months),
    asPhysicalSeal && texts.asPhysical,
    texts.asCertificate[asCertificate],
  ]);
}

function renewalText({ daysBefore, daysAfter, by }: RenewalRule, texts: Demands): string {
  return joined([
    daysBefore !== null && texts.renewalBefore(daysBefore),
    daysAfter !== 0 && texts.renewalAfter,
    by === 'service' && texts.renewalByService,
  ]);
}

function pinText({ change, regularly, resetByApplication }: PinRule, texts: Demands): string {
  return joined([
    change === 'free' ? texts.pinFree : texts.pinByApplication,
    regularly && texts.pinRegularly,
    resetByApplication && texts.pinReset,
  ]);
}

function lossText({ withdrawal }: LossReportRule, texts: Demands): string {
  return withdrawal ? texts.withdrawal : texts.noWithdrawal;
}

function replacementText({ reasons, former }: ReplacementRule, texts: Demands): string {
  return joined([
    reasons.map((reason) => texts.reasons[reason]).join('、'),
    former !== null && texts.former[former],
  ]);
}

function cancellationText({ reasons, writtenApplication, atOnce }: CancellationRule, texts: Demands): string {
  return joined([
    reasons.map((reason) => texts.reasons[reason]).join('、'),
    writtenApplication && texts.written,
    atOnce && texts.atOnce,
  ]);
}

function storageText({ sealInDevice, governmentCloud }: StorageRule, texts: Demands): string {
  return joined([sealInDevice ? texts.inDevice : texts.keyInDevice, governmentCloud && texts.inCloud]);
}

function pictureText({ match, platformMade, confirmedBeforeUse }: PictureRule, texts: Demands): string {
  return joined([
    texts.match[match],
    platformMade && texts.platformMade,
    confirmedBeforeUse && texts.confirmed,
  ]);
}

function joined(parts: readonly Part[]): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join('；');
}
