import { fullJitter } from './backoff';
import type { ConnectionTiming } from './connectionState';
import { Timers } from './timers';
import type { AccessToken, TokenSource } from './tokens';

/** Renews the token of an open socket before it expires, for as long as that socket is open. */
export class Renewal {
  private readonly tokens: TokenSource;
  private readonly timing: ConnectionTiming;
  private readonly random: () => number;
  private readonly timers = new Timers();
  private round = 0;

  constructor(tokens: TokenSource, timing: ConnectionTiming, random: () => number) {
    this.tokens = tokens;
    this.timing = timing;
    this.random = random;
  }

  /** A socket has opened: each fresh token is handed on, and `'ended'` when there will be none. */
  start(onRenewed: (token: AccessToken | 'ended') => void): void {
    this.stop();
    this.plan(onRenewed);
  }

  /** It is gone: a token that is still on its way is no news any more. */
  stop(): void {
    this.round++;
    this.timers.clearAll();
  }

  private plan(onRenewed: (token: AccessToken | 'ended') => void): void {
    const token = this.tokens.current();
    if (!token) return;
    const life = token.expiresAt - Date.now();
    // Of a token shorter-lived than we plan for, half the life is used.
    const delay = Math.max(
      1000,
      life - this.timing.renewBefore > 0 ? life - this.timing.renewBefore : life / 2,
    );
    this.timers.set('renew', delay, () => void this.renew(onRenewed));
  }

  private async renew(onRenewed: (token: AccessToken | 'ended') => void): Promise<void> {
    const { round } = this;
    try {
      const token = await this.tokens.renew();
      if (round !== this.round) return;
      onRenewed(token);
      if (token !== 'ended') this.plan(onRenewed);
    } catch {
      if (round !== this.round) return;
      const delay = fullJitter(3, this.timing.backoff, this.random) + 1000;
      this.timers.set('renew', delay, () => void this.renew(onRenewed));
    }
  }
}
