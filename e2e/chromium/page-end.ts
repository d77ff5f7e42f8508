/**
 * Stands in for Electron in the page: what the app's own preload script asks of it. The script is written into the page before
 * its own, and runs there; it refers to nothing of this file.
 */
function electronInPage() {
  type Listener = (event: unknown, payload: unknown) => void;
  const listeners = new Map<string, Set<Listener>>();
  const call = (channel: string, args: readonly unknown[]): Promise<unknown> =>
    (Reflect.get(window, 'callMain') as (channel: string, args: readonly unknown[]) => Promise<unknown>)(
      channel,
      args,
    );
  Reflect.set(window, 'tellPage', (channel: string, payload: unknown) =>
    listeners.get(channel)?.forEach((listener) => listener({}, payload)),
  );
  // What crosses Electron's bridge is a copy: the page may zero its own at once.
  const copied = (value: unknown): unknown => (typeof value === 'function' ? value : structuredClone(value));
  const expose = (subjects: Record<string, Record<string, (...args: unknown[]) => unknown>>) =>
    Object.fromEntries(
      Object.entries(subjects).map(([subject, functions]) => [
        subject,
        Object.fromEntries(
          Object.entries(functions).map(([name, act]) => [
            name,
            (...args: unknown[]) => act(...args.map(copied)),
          ]),
        ),
      ]),
    );
  return {
    contextBridge: {
      exposeInMainWorld: (name: string, api: Parameters<typeof expose>[0]) =>
        Reflect.set(window, name, expose(api)),
    },
    ipcRenderer: {
      invoke: (channel: string, ...args: readonly unknown[]) => call(channel, args),
      send: () => undefined,
      on: (channel: string, listener: Listener) =>
        listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener)),
      removeListener: (channel: string, listener: Listener) => listeners.get(channel)?.delete(listener),
    },
    webUtils: { getPathForFile: () => '' },
  };
}

/** Returns the text of the app's preload script for a page of a plain browser. @param preload text of the built preload script */
export function preloadForBrowser(preload: string): string {
  return `{
    const electron = (${electronInPage.toString()})();
    const require = () => electron;
    (() => {
      ${preload}
    })();
  }`;
}
