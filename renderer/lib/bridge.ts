import type { Bridge } from '../../electron/shared/ipc/contract.ts';

export type AppBridge = Bridge<File>;

declare global {
  interface Window {
    readonly api: AppBridge;
  }
}

/** The only door out of the window. Nothing else names `window.api`. */
export const bridge: AppBridge = window.api;
