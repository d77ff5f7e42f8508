import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { contract } from '../wire/window/contract.ts';
import { createBridge } from '../wire/window/bridge.ts';

const client = createBridge<typeof contract, File>(contract, {
  invoke: ipcRenderer.invoke.bind(ipcRenderer),
  overwrite: (channel, blank) => ipcRenderer.send('-'.repeat(channel.length), blank),
  listen: (channel, listener) => {
    const relay = (_event: unknown, payload: unknown): void => listener(payload);
    ipcRenderer.on(channel, relay);
    return () => void ipcRenderer.removeListener(channel, relay);
  },
  pathOf: (file) => webUtils.getPathForFile(file),
});

contextBridge.exposeInMainWorld('api', client);
