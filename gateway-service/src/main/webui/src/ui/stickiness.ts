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
  private readonly onChange: (atBottom: boolean) => void;
  private readonly resizes = new ResizeObserver(() => this.settle());

  constructor(stuck: boolean, onChange: (atBottom: boolean) => void) {
    this.stuck = stuck;
    this.onChange = onChange;
  }

  readonly attach = (element: HTMLElement | Window | null): void => {
    this.resizes.disconnect();
    this.element?.removeEventListener('scroll', this.onScroll);
    this.element = element instanceof HTMLElement ? element : undefined;
    this.element?.addEventListener('scroll', this.onScroll, { passive: true });
    if (this.element) this.resizes.observe(this.element);
  };

  readonly settle = (): void => {
    if (!this.element) return;
    if (this.stuck) this.element.scrollTop = this.element.scrollHeight;
    this.look();
  };

  readonly stick = (): void => {
    this.stuck = true;
    this.settle();
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
    const atBottom = scrollHeight - scrollTop - clientHeight < NEAR;
    if (atBottom) this.stuck = true;
    this.onChange(atBottom);
  }
}
