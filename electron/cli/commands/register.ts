import { Command, Option, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { nodeFiles } from '../../adapters/files/node-files.ts';
import { systemTurn } from '../../adapters/system.ts';
import { exportRegister, withoutNames } from '../../services/register/export-register.ts';
import { everyEntry } from '../../services/register/find-entries.ts';
import { auditStore, listRegister } from '../../services/register/read-register.ts';
import { recordReturn, recordTaking, recordVoid } from '../../services/register/record-by-hand.ts';
import { useSheet } from '../../services/register/use-sheet.ts';
import { type Sheet, sheetFile } from '../../services/sheets/write-sheet.ts';
import { renewIdentity } from '../../services/register/renew-register.ts';
import type { RegisteredEntry } from '../../shared/model/register.ts';
import { unwrap } from '../../shared/result.ts';
import { dayOf, filled, jsonOption, languageOption, numberOf, outOption } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT } from '../end/exit-status.ts';
import { examples } from '../help.ts';
import { printAudit } from '../print/print-audit.ts';
import { printAside, printEach, printJson, printLine } from '../print/printing.ts';
import { tellEntries, withProgress } from '../print/show-progress.ts';
import { registerOpen } from './register-open.ts';
import { registerRecover } from './register-recover.ts';
import { registerProof, registerVerifyProof, sm3Named } from './register-proof.ts';

/** `register list|verify|export|void|take|return|proof|verify-proof|open|recover|new-id`: the register of seal uses (用印台账). */
export function register(context: CommandContext): CommandUnknownOpts {
  return new Command('register')
    .addCommand(registerList(context))
    .addCommand(registerVerify(context))
    .addCommand(registerExport(context))
    .addCommand(registerVoid(context))
    .addCommand(registerTake(context))
    .addCommand(registerReturn(context))
    .addCommand(registerProof(context))
    .addCommand(registerVerifyProof(context))
    .addCommand(registerRecover(context))
    .addCommand(registerOpen(context))
    .addCommand(registerNewId(context));
}

function registerList(context: CommandContext): CommandUnknownOpts {
  return new Command('list')
    .description('用印记录，新的在前 seal uses on record, newest first')
    .option('--search <text>', '只列出含此文字的记录 only entries with this text')
    .option('--from <day>', '起始日期 first day', (text) => dayOf('--from', text, 'start'))
    .option('--to <day>', '截止日期 last day', (text) => dayOf('--to', text, 'end'))
    .option('--count <n>', '最多条数，默认 200 at most so many entries; 200 by default', (text) =>
      numberOf('--count', text),
    )
    .option('--before <number>', '只列出此序号之前的记录 only entries before this number', (text) =>
      numberOf('--before', text),
    )
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'sealdesk register list --from 2026-12-01 --search 合同',
        'sealdesk register list --count 50 --before 951',
      ),
    )
    .action(async ({ search, from, to, count, before: number, json }) => {
      const store = (await context.home()).register;
      const before = number === undefined ? undefined : number - 1;
      const listed = unwrap(await listRegister({ search, from, to, count, before }, store));
      const { entries, unreadable, next } = listed;
      printEach(entries, { json, print: printEntry, none: '没有符合的记录 no such entries' });
      if (next !== null) {
        printAside(`还有更早的记录 older entries: --before ${next + 1}`);
      }
      if (unreadable.length > 0) {
        const places = unreadable.map((index) => index + 1).join(', ');
        printAside(`不能读取的记录 unreadable entries: ${places} (register verify)`);
      }
    });
}

function printEntry({ index, entry }: RegisteredEntry): void {
  const { time, act, result, document, seal, tokenSerial, purpose, counterpart } = entry;
  const parts = [time, act, result, document?.name, seal?.name, tokenSerial, purpose, counterpart];
  printLine(`${index + 1}  ${parts.filter((part) => part !== null && part !== undefined).join('  ')}`);
}

function registerVerify(context: CommandContext): CommandUnknownOpts {
  return new Command('verify')
    .description('核验台账 whether the register is as it was written; exit status 0 or 1')
    .addOption(jsonOption)
    .action(async ({ json }) => {
      const home = await context.home();
      // The heads on tokens show without a PIN.
      await home.tokens.list();
      const trust = await home.auditTrust();
      const audit = unwrap(
        await withProgress({ what: '正在校验台账 checking the register', json }, (tell) =>
          auditStore(home, trust, tellEntries(tell)),
        ),
      );
      if (json) printJson(audit);
      else printAudit(audit);
      if (!audit.sound) context.endWith(EXIT.invalid);
    });
}

/** Other users of the computer may not read who seals what for whom. */
const OWNER_ONLY = 0o600;

function registerExport(context: CommandContext): CommandUnknownOpts {
  return new Command('export')
    .description('导出台账，新的在前 export every entry, newest first')
    .addOption(outOption)
    .addOption(
      new Option('--format <format>', '格式 format')
        .choices(['csv', 'json', 'xlsx'] as const)
        .default('csv' as const),
    )
    .option('--without-names', '隐去姓名 hide the names of people')
    .option('--from <day>', '用印登记表的起始日期 first day of a sheet', (text) =>
      dayOf('--from', text, 'start'),
    )
    .option('--to <day>', '用印登记表的截止日期 last day of a sheet', (text) => dayOf('--to', text, 'end'))
    .addOption(languageOption)
    .addHelpText(
      'after',
      examples(
        'sealdesk register export -o register.csv',
        'sealdesk register export -o 用印登记表.xlsx --format xlsx --from 2026-01-01 --to 2026-12-31',
        'sealdesk register export --without-names -o a.csv',
      ),
    )
    .action(async ({ out, format, withoutNames: nameless, from, to, language }) => {
      const store = (await context.home()).register;
      if (format === 'xlsx') {
        await saveSheet(await useSheet({ from, to }, language, store), out);
        return;
      }
      const draft = nodeFiles.createDraft(out, OWNER_ONLY);
      let count = 0;
      try {
        const entries = everyEntry(store);
        const shown = nameless === true ? withoutNames(entries) : entries;
        const pieces = exportRegister(shown, { format, language }, () => (count += 1));
        for await (const piece of pieces) draft.write(piece);
        draft.publish();
      } finally {
        draft.discard();
      }
      printLine(`已导出 ${count} 条用印记录 exported: ${out}`);
    });
}

async function saveSheet(sheet: Sheet, out: string): Promise<void> {
  const draft = nodeFiles.createDraft(out, OWNER_ONLY);
  try {
    for await (const piece of sheetFile(sheet, systemTurn)) draft.write(piece);
    draft.publish();
  } finally {
    draft.discard();
  }
  printLine(`已导出 ${sheet.rows.length} 条用印记录 exported: ${out}`);
}

function registerVoid(context: CommandContext): CommandUnknownOpts {
  return new Command('void')
    .description('登记作废，文件不变 say that a sealed file is void; the file is not touched')
    .argument('<sm3|file>', 'SM3 值或文件 SM3 of the file, or the file')
    .requiredOption('--reason <text>', '作废原因 why', filled)
    .option('--received <name>', '已收到此文件的单位 who has received it', '')
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk register void sealed.pdf --reason 合同取消'))
    .action(async (named, { reason, received, json }) => {
      const { engine, recording } = await context.home();
      const sm3 = await sm3Named(named, engine);
      const { entry } = unwrap(await recordVoid({ sm3, reason, received }, recording));
      if (json) printJson({ ok: true, voids: sm3 });
      else printLine(`已登记作废 void: ${entry.document?.name ?? ''} ${sm3}`);
    });
}

const HANDED_KEY = 'USB Key 序列号 serial number of the shared key';

function registerTake(context: CommandContext): CommandUnknownOpts {
  return new Command('take')
    .description('登记领用 Key who takes a shared key')
    .requiredOption('--token <serial>', HANDED_KEY, filled)
    .requiredOption('--user <name>', '领用人 who takes it', filled)
    .option('--purpose <text>', '用途 what for', '')
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk register take --token 1234567890 --user 李四 --purpose 投标'))
    .action(async ({ token, user, purpose, json }) => {
      const { recording } = await context.home();
      const { index } = unwrap(await recordTaking({ tokenSerial: token, user, purpose }, recording));
      if (json) printJson({ ok: true, number: index + 1 });
      else printLine(`已登记领用 taken: ${user} [${token}]`);
    });
}

function registerReturn(context: CommandContext): CommandUnknownOpts {
  return new Command('return')
    .description('登记归还 Key who brings a shared key back')
    .requiredOption('--token <serial>', HANDED_KEY, filled)
    .requiredOption('--user <name>', '归还人 who brings it back', filled)
    .option('--purpose <text>', '用途 what for', '')
    .addOption(jsonOption)
    .action(async ({ token, user, purpose, json }) => {
      const { recording } = await context.home();
      const { index } = unwrap(await recordReturn({ tokenSerial: token, user, purpose }, recording));
      if (json) printJson({ ok: true, number: index + 1 });
      else printLine(`已登记归还 returned: ${user} [${token}]`);
    });
}

function registerNewId(context: CommandContext): CommandUnknownOpts {
  return new Command('new-id')
    .description('恢复旧备份后另立台账编号 go on under another id after an older backup was restored')
    .requiredOption('--reason <text>', '原因 why', filled)
    .addOption(jsonOption)
    .action(async ({ reason, json }) => {
      const { recording, records, random } = await context.home();
      const { entry } = unwrap(await renewIdentity(reason, { ...recording, records, random }));
      if (json) printJson({ ok: true, former: entry.reference });
      else printLine(`台账已另立编号 new id; 原编号 former: ${entry.reference ?? ''}`);
    });
}
