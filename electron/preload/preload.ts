import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Contract } from '../wire/window/contract.ts';
import { createBridge } from '../wire/window/bridge.ts';
import { bridgeShape } from '../wire/window/bridge-shape.ts';

const client = createBridge<Contract, File>(bridgeShape, {
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
