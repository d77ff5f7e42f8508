const by = 'Electron';

/** What of the suite of the window Electron alone can show: its sandbox, its scheme, its processes, its start. */
export const ofElectronAlone = [
  { by, file: 'e2e/app/attacks/page-floods.test.ts' },
  { by, file: 'e2e/app/attacks/pin-memory.test.ts' },
];
