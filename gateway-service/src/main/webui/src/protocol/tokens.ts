/** An access token and when it stops being one, in milliseconds of the local clock. */
export interface AccessToken {
  readonly value: string;
  readonly expiresAt: number;
}

/** Where access tokens come from: the seam to whatever holds the session. */
export interface TokenSource {
  /** The token at hand, perhaps an expired one. */
  current(): AccessToken | undefined;

  /**
   * A fresh token. Answers `'ended'` when the session is over for good, and rejects when that cannot be known now (no network):
   * the caller tries again later. Calls that overlap share one renewal.
   */
  renew(): Promise<AccessToken | 'ended'>;
}
