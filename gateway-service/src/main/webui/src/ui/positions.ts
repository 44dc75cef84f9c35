import type { Uuid } from '../protocol';

/** Where somebody was in a conversation: this row, so many pixels below the upper edge. */
export interface Position {
  readonly key: string;
  readonly offset: number;
}

const positions = new Map<Uuid, Position | 'end'>();

export const positionOf = (conversation: Uuid): Position | 'end' | undefined => positions.get(conversation);

/** Kept until the page is left; undefined when the end is in view, where one comes back to anyway. `end`: wanted, whatever is new. */
export function keepPosition(conversation: Uuid, position: Position | 'end' | undefined): void {
  if (position) positions.set(conversation, position);
  else positions.delete(conversation);
}
