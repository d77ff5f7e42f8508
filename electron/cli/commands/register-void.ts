import { nodeFiles } from '../../adapters/files/node-files.ts';
import { registerStore } from '../../adapters/store/register-store.ts';
import { fileHash } from '../../services/file-hash.ts';
import { voidOnRecord } from '../../services/register/acts-on-record.ts';
import { listRegister } from '../../services/register/read-register.ts';
import { recordUse } from '../../services/register/record-use.ts';
import { findSealedFile } from '../../services/register/sealed-file.ts';
import { systemClock } from '../../adapters/document-engine.ts';
import { oneFile, parseCommand, usage } from '../arguments.ts';
import type { Composition } from '../composition.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printJson, printLine } from '../printing.ts';
import { unwrap } from '../unwrap.ts';

const OPTIONS = { reason: { type: 'string' }, json: { type: 'boolean' } } as const;

/** `register void SM3|FILE --reason TEXT`: says that a file on record is void (作废). The file is not touched. */
export async function registerVoid(args: readonly string[], parts: Composition): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  const named = oneFile(positionals, 'SM3 or file');
  const { reason = '' } = values;
  if (reason.trim() === '') throw usage('--reason TEXT is needed');
  const store = registerStore(parts.store(unwrap(await parts.world())));
  const engine = await parts.engine();
  const sm3 = /^[0-9a-f]{64}$/i.test(named) ? named.toLowerCase() : await fileHash(named, nodeFiles, engine);
  const file = findSealedFile(unwrap(await listRegister({}, store)).entries, sm3);
  if (file === null) throw usage(`no file with the SM3 ${sm3} came out of sealing on this register`);
  if (file.voided) throw usage(`the file with the SM3 ${sm3} is void already`);
  await voidOnRecord(sm3, file.name, reason.trim(), {
    clock: systemClock,
    keep: async (entry) => void unwrap(await recordUse(entry, { store, engine, clock: systemClock })),
  });
  if (values.json === true) printJson({ ok: true, voids: sm3 });
  else printLine(`已登记作废 void: ${file.name} ${sm3}`);
  return EXIT.done;
}
