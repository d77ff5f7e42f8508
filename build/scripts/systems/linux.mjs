/** Facts about Linux. */
export const linux = {
  name: 'linux',
  /** The executable inside an Electron distribution folder. */
  electronExecutable: 'electron',
  /** Node's executable inside the `node` package. */
  nodeExecutable: 'bin/node',
  npmCommand: 'npm',
  /** True when npm must be started through a shell. */
  npmNeedsShell: false,
  openCommand: (path) => ['xdg-open', [path]],
  /** Tells whether a window can be shown to a person. */
  hasDisplay: (environment) => Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY),
  isRoot: () => process.getuid() === 0,
};
