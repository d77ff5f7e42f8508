import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { systemClock } from '../../adapters/system.ts';
import { policyStanding } from '../../core/policy/policies.ts';
import { CodedError } from '../../shared/errors.ts';
import {
  type Clauses,
  type PolicyProfile,
  citeClauses,
  namePolicy,
} from '../../shared/model/policy-profile.ts';
import { jsonOption } from '../arguments.ts';
import { policyEnterprise } from './enterprise-rules.ts';
import { printPolicyProblems, type CommandContext } from '../command-context.ts';
import { EXIT } from '../end/exit-status.ts';
import { examples } from '../help.ts';
import { printJson, printLine } from '../print/printing.ts';

/** `policy list|show|enterprise`: the rules of the jurisdictions, those of the home included, and the enterprise's own. */
export function policy(context: CommandContext): CommandUnknownOpts {
  return new Command('policy')
    .addCommand(policyList(context))
    .addCommand(policyShow(context))
    .addCommand(policyEnterprise(context));
}

function policyList(context: CommandContext): CommandUnknownOpts {
  return new Command('list')
    .description('各地管理规定列表 list the profiles')
    .addOption(jsonOption)
    .action(async ({ json }) => list(await profilesOf(context), json === true));
}

function policyShow(context: CommandContext): CommandUnknownOpts {
  return new Command('show')
    .description('逐条列出一地的规定 show the rules of one, clause by clause')
    .argument('<id>', '规定的编号 id of the profile')
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk policy show national'))
    .action(async (id, { json }) => show(find(await profilesOf(context), id), json === true));
}

/** The profiles that can be used. Others are printed to standard error and end the command with 65. */
async function profilesOf(context: CommandContext): Promise<readonly PolicyProfile[]> {
  const home = await context.home();
  printPolicyProblems(home);
  if (home.policies.problems.length > 0) context.endWith(EXIT.badInput);
  return home.policies.profiles;
}

const STANDINGS = {
  draft: '草案 draft',
  notYet: '尚未施行 not yet in effect',
  inEffect: '有效 in effect',
  ended: '已失效 ended',
} as const;

function find(profiles: readonly PolicyProfile[], id: string): PolicyProfile {
  const found = profiles.find((profile) => profile.id === id);
  if (found === undefined) throw new CodedError('POLICY_PROFILE_NOT_FOUND', id, { profile: id });
  return found;
}

function list(profiles: readonly PolicyProfile[], json: boolean): void {
  const now = systemClock.now();
  const rows = profiles.map((profile) => ({ profile, standing: policyStanding(profile, now) }));
  if (json) return printJson(rows.map(({ profile, standing }) => ({ ...brief(profile), standing })));
  for (const { profile, standing } of rows) {
    const { id, jurisdiction } = profile;
    const named = namePolicy(profile);
    printLine(`${id.padEnd(12)} ${jurisdiction.zh} ${jurisdiction.en} · ${named} · ${STANDINGS[standing]}`);
  }
}

function brief(profile: PolicyProfile) {
  const { id, title, status, source, issuedOn, effectiveFrom, effectiveTo, possiblyLapsed } = profile;
  return { id, title, status, source, issuedOn, effectiveFrom, effectiveTo, possiblyLapsed };
}

function show(profile: PolicyProfile, json: boolean): void {
  if (json) return printJson(profile);
  printLine(
    `${profile.jurisdiction.zh} ${profile.jurisdiction.en} · ${STANDINGS[policyStanding(profile, systemClock.now())]}`,
  );
  for (const line of factsOf(profile)) printLine(line);
  const rules: Readonly<Record<string, Clauses | null>> = { ...profile.rules };
  for (const [name, rule] of Object.entries(rules)) {
    if (rule === null) continue;
    const { clauses, ...facts } = rule;
    printLine(`${name}: ${citeClauses(profile, { clauses })} ${JSON.stringify(facts)}`);
  }
}

/** Source, dates and standing of a profile: what a reader must know before any clause. */
function factsOf({
  source,
  issuedOn,
  effectiveFrom,
  effectiveTo,
  lapses,
  possiblyLapsed,
  terms,
}: PolicyProfile) {
  const lines: readonly (readonly [name: string, fact: string | null])[] = [
    [
      '依据的材料 source',
      source === 'text' ? null : '公开的答问和解读，未见全文 secondary: summaries, not the text',
    ],
    ['印发 dated', issuedOn],
    ['公布、施行 in force from', effectiveFrom],
    ['至 until', effectiveTo],
    ['何时废止 lapses', lapses && `${lapses.text}（${lapses.clauses.join('、')}）`],
    [
      '可能已失效 possibly lapsed',
      possiblyLapsed &&
        `${possiblyLapsed.by}，${possiblyLapsed.since}；以平台签名的规定为准 the platform’s statement decides`,
    ],
    ['印章属于 whose seal', terms.owner],
  ];
  return lines.flatMap(([name, fact]) => (fact === null ? [] : [`${name}: ${fact}`]));
}
