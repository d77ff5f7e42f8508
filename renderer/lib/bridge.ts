import type { AppBridge as WindowBridge } from '../../electron/wire/window/contract.ts';

export type AppBridge = WindowBridge<File>;

declare global {
  interface Window {
    readonly api: AppBridge;
  }
}

/** The only door out of the window. Nothing else names `window.api`. */
export const bridge: AppBridge = window.api;
