import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';

import type { TlsIdentity } from '../world/tls-certificate.ts';

/** The connection to the network. It may be cut, and may answer with another certificate. */
export class Line {
  readonly #server: Server;
  readonly #identity: TlsIdentity;
  readonly #stranger: () => Promise<TlsIdentity>;
  #port = 0;

  /** @param stranger makes an identity that no client knows */
  constructor(server: Server, identity: TlsIdentity, stranger: () => Promise<TlsIdentity>) {
    this.#server = server;
    this.#identity = identity;
    this.#stranger = stranger;
  }

  get isOpen(): boolean {
    return this.#server.listening;
  }

  /**
   * Opens the connection.
   * @param port to use; another port is used when it is taken or 0
   * @returns the port in use
   */
  async open(port: number = this.#port): Promise<number> {
    if (this.isOpen) return this.#port;
    this.#port = await this.#listen(port).catch(() => this.#listen(0));
    return this.#port;
  }

  /** Refuses new connections and breaks the open ones. */
  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  /** Answers with a stranger's certificate, or with the platform's own again. */
  async pose(asStranger: boolean): Promise<void> {
    const { key, cert } = asStranger ? await this.#stranger() : this.#identity;
    this.#server.setSecureContext({ key, cert });
    this.#server.closeAllConnections();
  }

  #listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.removeListener('error', reject);
        resolve((this.#server.address() as AddressInfo).port);
      });
    });
  }
}
