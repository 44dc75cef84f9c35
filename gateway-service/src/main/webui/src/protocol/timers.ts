/** Timers by name: setting one again replaces it. */
export class Timers {
  private readonly running = new Map<string, ReturnType<typeof setTimeout>>();

  set(name: string, delay: number, action: () => void): void {
    this.clear(name);
    this.running.set(name, setTimeout(action, delay));
  }

  clear(name: string): void {
    clearTimeout(this.running.get(name));
    this.running.delete(name);
  }

  clearAll(): void {
    for (const name of [...this.running.keys()]) this.clear(name);
  }
}
