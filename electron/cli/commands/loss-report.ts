import type { Home, SealLifePorts } from '../../home/home.ts';
import { knownSeals } from '../../services/seal-life/known-seals.ts';
import { reportLoss } from '../../services/seal-life/report-loss.ts';
import type { NamedSeal } from '../../shared/model/loss-report.ts';
import { instantOf, noPositionals, parseCommand, usage } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printJson } from '../printing.ts';
import { followSealLife, needed, personOf, PERSON_OPTIONS } from '../seal-life.ts';
import { unwrap } from '../../shared/result.ts';
import { printLoss } from './loss-list.ts';

const OPTIONS = {
  ...PERSON_OPTIONS,
  seal: { type: 'string' },
  holder: { type: 'string' },
  'holder-code': { type: 'string' },
  token: { type: 'string' },
  what: { type: 'string' },
  'lost-at': { type: 'string' },
  json: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parseCommand<typeof OPTIONS>>['values'];

/** `loss report …`: blocks a seal here at once and tells the platform as soon as it can be reached. */
export async function lossReport(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  noPositionals(positionals, 'loss report');
  const home = await context.home();
  const ports = await home.sealLife();
  const statement = {
    ...(await sealOf(values, home, ports)),
    reporter: personOf(values),
    what: needed('what', values.what),
    lostAt: values['lost-at'] === undefined ? null : instantOf(values['lost-at']),
  };
  const reported = unwrap(await reportLoss(statement, ports));
  await followSealLife(ports);
  const report = (await ports.reports.find(reported.id)) ?? reported;
  if (values.json === true) printJson({ ok: true, report: { ...report, secret: undefined } });
  else printLoss(report);
  return EXIT.done;
}

/** A seal that this computer knows by number or name; else what the person says of it. */
async function sealOf(values: Values, home: Home, ports: SealLifePorts): Promise<NamedSeal> {
  const wanted = needed('seal', values.seal);
  const { tokens } = await home.listTokens();
  const infos = tokens.map(({ info }) => info);
  const known = (await knownSeals(infos, [], ports)).filter(
    ({ esId, sealName, tokenSerial }) =>
      (esId === wanted || sealName === wanted) &&
      (values.token === undefined || values.token === tokenSerial),
  );
  if (known.length > 1) throw usage(`several seals are called "${wanted}": name one by its number`);
  const [seal] = known;
  if (seal !== undefined) {
    const { esId, sealName, holderName, holderCode, tokenSerial } = seal;
    return { esId, sealName, holderName, holderCode, tokenSerial };
  }
  return {
    esId: null,
    sealName: wanted,
    holderName: needed('holder', values.holder),
    holderCode: values['holder-code'] ?? null,
    tokenSerial: values.token ?? null,
  };
}
