import { describe, expect, it } from 'vitest';
import { marksOf, type Row, rowsOf as rowsFrom, type RowsOf } from './rows';
import type { Pending } from './store';
import type { Item } from './timeline';

const none = { delivered: 0, seen: 0 };
const at = (minute: number, day = 1) => new Date(2026, 10, day, 10, minute).toISOString();

function item(seq: number, sender: string, when: string): Item {
  const rest = { replyTo: undefined, editedAt: undefined, deleted: false, reactions: [] };
  return { is: 'message', message: { seq, id: `id-${seq}`, sender, at: when, text: `text ${seq}`, ...rest } };
}

const parts = { pending: [], me: 'me', marks: none, firstNew: undefined, atEnd: true };
const rowsOf = (items: Item[], some: Partial<RowsOf> = {}, before?: Row[]) =>
  rowsFrom({ ...parts, items, ...some }, before);

const pending = (id: string): Pending => ({
  frame: { type: 'send', id, conversation: 'c', text: 'hi' },
  at: at(9),
  state: 'sending',
});

describe('rows', () => {
  it('make runs of one sender, within minutes and one day', () => {
    const items = [
      item(1, 'ann', at(0)),
      item(2, 'ann', at(1)),
      item(3, 'ann', at(30)),
      item(4, 'bob', at(31)),
    ];
    const rows = rowsOf([...items, item(5, 'bob', at(31, 2))]);
    expect(rows.map(row => row.is === 'message' && row.continued)).toEqual([
      false,
      true,
      false,
      false,
      false,
    ]);
    expect(rows.map(row => row.day !== undefined)).toEqual([true, false, false, false, true]);
    expect(rows.map(row => row.is === 'message' && row.last)).toEqual([false, true, true, true, true]);
  });

  it('show the state that all others have reached', () => {
    const items = [1, 2, 3].map(seq => item(seq, 'me', at(seq)));
    const marks = marksOf(
      [
        { user: 'me', role: 'member', readSeq: 3, deliveredSeq: 3 },
        { user: 'ann', role: 'member', readSeq: 1, deliveredSeq: 2 },
        { user: 'bob', role: 'member', readSeq: 2, deliveredSeq: 0 },
      ],
      'me',
    );
    const rows = rowsOf(items, { marks });
    expect(rows.map(row => row.is === 'message' && row.state)).toEqual(['seen', 'delivered', 'sent']);
  });

  it('keep the key of a message when it gets its seq, and show it once', () => {
    const before = rowsOf([], { pending: [pending('id-1')] });
    const after = rowsOf([item(1, 'me', at(9))], { pending: [pending('id-1')] });
    expect(after).toHaveLength(1);
    expect(after[0]?.key).toBe(before[0]?.key);
  });

  it('draw the line for new messages once', () => {
    const items = [item(1, 'ann', at(0)), item(2, 'ann', at(1)), item(3, 'ann', at(1))];
    expect(rowsOf(items, { firstNew: 2 }).map(row => row.firstNew)).toEqual([false, true, false]);
  });

  it('show a change of ours before the log has it, and say that it is on its way', () => {
    const change = { type: 'edit', id: 'e', conversation: 'c', target: 1, text: 'better' } as const;
    const edited: Pending = { frame: change, at: at(9), state: 'sending' };
    expect(rowsOf([item(1, 'me', at(0))], { pending: [edited] })).toMatchObject([
      { changing: true, message: { text: 'better' } },
    ]);
    expect(rowsOf([item(1, 'me', at(0))], { pending: [{ ...edited, state: 'failed' }] })).toMatchObject([
      { changing: false, message: { text: 'text 1' } },
    ]);
  });

  it('are the same objects where nothing has changed', () => {
    const items = [item(1, 'ann', at(0)), item(2, 'me', at(1))];
    const before = rowsOf(items);
    const after = rowsOf(items, { marks: { delivered: 2, seen: 0 } }, before);
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
  });

  it('keep what is on its way out of a stretch that does not reach the end', () => {
    expect(rowsOf([item(1, 'ann', at(0))], { pending: [pending('p')], atEnd: false })).toHaveLength(1);
  });
});
