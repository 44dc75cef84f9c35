import { useEffect, useRef, useState } from 'react';
import { keepPosition } from './positions';
import { Stickiness } from './stickiness';

export interface View {
  readonly stickiness: Stickiness;
  readonly atEnd: boolean;
  /** The highest seq that is in view. */
  readonly lastSeen: number;
}

/** What is in view, looked at a moment after it has changed; the place is kept for when one comes back. */
export function useView(conversation: string, stuck: boolean): View {
  const [atEnd, setAtEnd] = useState(true);
  const [lastSeen, setLastSeen] = useState(0);
  const looking = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [stickiness] = useState(() => {
    let end = stuck;
    const look = (scroller: HTMLElement) => {
      looking.current = undefined;
      const { position, seq } = visibleIn(scroller);
      keepPosition(conversation, end ? undefined : position);
      setLastSeen(seq);
    };
    return new Stickiness(stuck, (nowAtEnd, scroller) => {
      end = nowAtEnd;
      setAtEnd(nowAtEnd);
      looking.current ??= setTimeout(() => look(scroller), 100);
    });
  });
  useEffect(
    () => () => {
      clearTimeout(looking.current);
      stickiness.attach(null);
    },
    [stickiness],
  );
  return { stickiness, atEnd, lastSeen };
}

function visibleIn(scroller: HTMLElement) {
  const { top, bottom } = scroller.getBoundingClientRect();
  let position: { key: string; offset: number } | undefined;
  let seq = 0;
  for (const row of scroller.querySelectorAll<HTMLElement>('[data-row]')) {
    const box = row.getBoundingClientRect();
    if (box.bottom <= top || box.top >= bottom) continue;
    position ??= { key: row.dataset['row'] ?? '', offset: box.top - top };
    const here = row.querySelector<HTMLElement>('[data-seq]')?.dataset['seq'];
    if (here !== undefined && box.bottom <= bottom + 1) seq = Math.max(seq, Number(here));
  }
  return { position, seq };
}
