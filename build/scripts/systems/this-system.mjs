import { linux } from './linux.mjs';
import { macos } from './macos.mjs';
import { windows } from './windows.mjs';

const systems = { linux, darwin: macos, win32: windows };

/** The system that runs this script; an unknown system is treated as Linux. */
export const thisSystem = systems[process.platform] ?? linux;

/** This machine as a target of packages is named, such as linux-x64. */
export const here = `${process.platform}-${process.arch}`;
