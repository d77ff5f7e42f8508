import { powerMonitor } from 'electron';
import type { HeldLogin } from './held-login.ts';

/** The person may be gone from the desk: their PIN serves nobody after them. */
export function dropWhenAway(held: HeldLogin): void {
  powerMonitor.on('suspend', () => void held.drop());
  powerMonitor.on('lock-screen', () => void held.drop());
}
