/**
 * A running token host, however it was started: as a child process (command line) or as Electron's utility
 * process (app). Messages are structured clones, so bytes cross as Uint8Array.
 */
export interface TokenHostProcess {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, however the process ended. */
  onExit(listener: () => void): void;
  kill(): void;
}

/** Starts a fresh host. The host loads no module before its first request names one. */
export type StartTokenHost = () => TokenHostProcess;
