import { linux } from './linux.ts';
import { macos } from './macos.ts';
import type { SystemRules } from './system-rules.ts';
import { windows } from './windows.ts';

const SYSTEMS: Readonly<Partial<Record<NodeJS.Platform, SystemRules>>> = { win32: windows, darwin: macos };

/** Returns the rules of a system; one that we know nothing about has those of Linux. */
export const rulesOf = (platform: NodeJS.Platform): SystemRules => SYSTEMS[platform] ?? linux;

/** The rules of the system that this process runs on. */
export const thisSystem: SystemRules = rulesOf(process.platform);
