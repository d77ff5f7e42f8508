import { linuxBuilders } from './linux.mjs';
import { windowsBuilders } from './windows.mjs';

/**
 * Systems that native modules can be built for from Linux, by platform and processor in Node's words. A builder
 * writes to `nativesFolder(target)` and returns the paths of what it built.
 */
export const buildersByTarget = { ...linuxBuilders, ...windowsBuilders };
