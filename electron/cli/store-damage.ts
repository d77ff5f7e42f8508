import type { StoreDamage } from '../adapters/store/backups.ts';
import { printError } from './printing.ts';

/** Says on standard error what was done about a damaged store; the command goes on with what took its place. */
export function sayDamage(damage: StoreDamage): void {
  printError({
    code: damage.part === 'register' ? 'STORE_DAMAGED' : 'SYNC_STATUS_LOST',
    details: { ...damage },
  });
}
