/** A platform as `platforms.json` in the home names it. */
export interface PlatformSettings {
  /** As the platform calls itself; letters, digits, '.', '_' and '-'. */
  readonly id: string;
  readonly name: string;
  /** https alone */
  readonly url: string;
  /** Id of the policy profile that it works under. */
  readonly profile: string;
  /** PEM of the root that its signed statements end at. */
  readonly root: string;
  readonly tls?: {
    /** PEM; takes the place of the system's authorities. */
    readonly ca?: string | undefined;
    /** Any one must fit a certificate of the server's chain: "sha256/" and base64 of SHA-256 of its SPKI. */
    readonly pins?: readonly string[] | undefined;
  };
  /** URL of a proxy for this platform alone. */
  readonly proxy?: string | undefined;
}
