/** Pixels: so near to the end is at the end. */
const NEAR = 60;

/**
 * Holds the view at the end once it is there, whatever grows, shrinks or comes in, until the reader scrolls up. Only a movement
 * upwards with everything else unchanged is the reader's.
 */
export class Stickiness {
  private element: HTMLElement | undefined;
  private before = { top: 0, height: 0, view: 0 };
  private stuck: boolean;
  /** Whether the end of what is shown is the end of the conversation. */
  private atTail = true;
  private readonly onLook: (atEnd: boolean, scroller: HTMLElement) => void;
  private readonly resizes = new ResizeObserver(() => this.settle());

  constructor(stuck: boolean, onLook: (atEnd: boolean, scroller: HTMLElement) => void) {
    this.stuck = stuck;
    this.onLook = onLook;
  }

  readonly attach = (element: HTMLElement | Window | null): void => {
    this.resizes.disconnect();
    this.element?.removeEventListener('scroll', this.onScroll);
    this.element = element instanceof HTMLElement ? element : undefined;
    this.element?.addEventListener('scroll', this.onScroll, { passive: true });
    if (this.element) this.resizes.observe(this.element);
  };

  /** There is nothing to hold on to at the end of a window into history. */
  readonly reachesTail = (atTail: boolean): void => {
    this.atTail = atTail;
    if (!atTail) this.stuck = false;
    this.look();
  };

  readonly settle = (): void => {
    if (!this.element) return;
    if (this.stuck) this.element.scrollTop = this.element.scrollHeight;
    this.look();
  };

  readonly stick = (): void => {
    this.stuck = this.atTail;
    this.settle();
  };

  /** Somewhere else is wanted, so the end is not held. */
  readonly release = (): void => {
    this.stuck = false;
  };

  private readonly onScroll = (): void => {
    if (!this.element) return;
    const { scrollTop, scrollHeight, clientHeight } = this.element;
    const { top, height, view } = this.before;
    if (scrollTop < top && scrollHeight === height && clientHeight === view) this.stuck = false;
    this.look();
  };

  private look(): void {
    if (!this.element) return;
    const { scrollTop, scrollHeight, clientHeight } = this.element;
    this.before = { top: scrollTop, height: scrollHeight, view: clientHeight };
    const atEnd = this.atTail && scrollHeight - scrollTop - clientHeight < NEAR;
    if (atEnd) this.stuck = true;
    this.onLook(atEnd, this.element);
  }
}
