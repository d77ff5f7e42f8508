import { systemClock } from '../../adapters/system.ts';
import { policyStanding } from '../../core/policy/policies.ts';
import { CodedError } from '../../shared/errors.ts';
import { type Clauses, type PolicyProfile, citeClauses } from '../../shared/model/policy-profile.ts';
import { parseCommand, usage } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printError, printJson, printLine } from '../printing.ts';

const OPTIONS = { json: { type: 'boolean' } } as const;

const STANDINGS = {
  draft: '草案 draft',
  notYet: '尚未施行 not yet in effect',
  inEffect: '有效 in effect',
  ended: '已失效 ended',
} as const;

/** `policy list|show ID`: the rules of the jurisdictions, those of the home included. */
export async function policy(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  const [action, id, ...more] = positionals;
  const known = (action === 'list' && id === undefined) || (action === 'show' && id !== undefined);
  if (!known || more.length > 0) throw usage('policy takes "list" or "show ID"');
  const { profiles, problems } = (await context.home()).policies;
  problems.forEach(printError);
  if (id === undefined) list(profiles, values.json === true);
  else show(find(profiles, id), values.json === true);
  return problems.length === 0 ? EXIT.done : EXIT.badInput;
}

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
    const { id, jurisdiction, title } = profile;
    printLine(
      `${id.padEnd(12)} ${jurisdiction.zh} ${jurisdiction.en} · 《${title}》 · ${STANDINGS[standing]}`,
    );
  }
}

function brief({ id, title, status, effectiveFrom, effectiveTo }: PolicyProfile) {
  return { id, title, status, effectiveFrom, effectiveTo };
}

function show(profile: PolicyProfile, json: boolean): void {
  if (json) return printJson(profile);
  printLine(
    `${profile.jurisdiction.zh} ${profile.jurisdiction.en} · ${STANDINGS[policyStanding(profile, systemClock.now())]}`,
  );
  for (const [name, rule] of Object.entries(profile.rules) as [string, Clauses | null][]) {
    if (rule === null) continue;
    const { clauses, ...facts } = rule;
    printLine(`${name}: ${citeClauses(profile, { clauses })} ${JSON.stringify(facts)}`);
  }
}
