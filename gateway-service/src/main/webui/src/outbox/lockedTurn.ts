import type { Turn, Uuid } from '../protocol';

/**
 * One tab of a user's sends for all of them: the holder of a Web Lock. A tab that somebody looks at takes it, as tabs in the
 * background are slowed down; one that is closed or loses its connection lets go of it.
 */
export class LockedTurn implements Turn {
  mine = false;

  private readonly name: string;
  private readonly locks: LockManager;
  private readonly onVisible = () => this.takeIfSeen();
  private granted: (() => void) | undefined;
  /** Replaced with each request: an answer to an older one is none of ours any more. */
  private request: AbortController | undefined;
  private release: (() => void) | undefined;

  constructor(user: Uuid, locks: LockManager) {
    this.name = `parley.outbox.${user}`;
    this.locks = locks;
  }

  seek(granted: () => void): void {
    this.granted = granted;
    document.addEventListener('visibilitychange', this.onVisible);
    this.ask(document.visibilityState === 'visible');
  }

  leave(): void {
    this.granted = undefined;
    document.removeEventListener('visibilitychange', this.onVisible);
    this.letGo();
  }

  private takeIfSeen(): void {
    if (document.visibilityState === 'visible' && !this.mine) this.ask(true);
  }

  private ask(steal: boolean): void {
    this.letGo();
    const request = new AbortController();
    this.request = request;
    const hold = () =>
      new Promise<void>(resolve => {
        if (request !== this.request) return resolve();
        this.release = resolve;
        this.mine = true;
        this.granted?.();
      });
    // A request that steals cannot be aborted; it is answered at once.
    this.locks.request(this.name, steal ? { steal } : { signal: request.signal }, hold).catch(() => {
      // Another tab took it: back into the line.
      if (request !== this.request || !this.mine) return;
      this.mine = false;
      this.ask(false);
    });
  }

  private letGo(): void {
    this.mine = false;
    this.request?.abort();
    this.request = undefined;
    this.release?.();
    this.release = undefined;
  }
}
