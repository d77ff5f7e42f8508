import type { RegisterDamage } from '../adapters/store/backups.ts';
import type { HomeListener } from '../home/home.ts';
import type { AppError } from '../shared/errors.ts';
import { printAside, printError } from './print/printing.ts';

/** Prints to standard error what goes wrong beside a command's work; the command goes on. */
export const listener: Partial<HomeListener> = {
  storeDamaged: (damage) => {
    const isRegister = damage.part === 'register';
    printError({ code: isRegister ? 'STORE_DAMAGED' : 'SYNC_STATUS_LOST', details: { ...damage } });
    if (isRegister) printAside(entriesAfterDamage(damage));
  },
  unrecorded: sayUnrecorded,
  unsettled: sayUnrecorded,
};

/** Says how many entries the register has after its database was replaced, and how many it had at least. */
function entriesAfterDamage({ entries, knownEntries }: RegisterDamage): string {
  if (entries >= knownEntries) return `台账现有 ${entries} 条 entries now: ${entries}`;
  return [
    `台账现有 ${entries} 条，至少应有 ${knownEntries} 条；请用 register recover 从平台找回`,
    `the register has ${entries} of at least ${knownEntries} entries; bring them back by register recover`,
  ].join('\n');
}

/** Prints that an act is not in the register. The document stays sealed. */
function sayUnrecorded(error: AppError): void {
  printAside('没有记入用印台账 not recorded in the register:');
  printError(error);
}
