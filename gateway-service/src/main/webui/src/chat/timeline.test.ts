import { describe, expect, it } from 'vitest';
import type { ChatEvent, MessageState } from '../protocol';
import { append, emptyTimeline, fold, prepend, trim } from './timeline';

const at = (seq: number) => `2026-11-01T10:00:${String(seq).padStart(2, '0')}.000Z`;
const base = (seq: number, sender = 'ann') => ({
  conversation: 'c',
  seq,
  sender,
  id: `id-${seq}`,
  at: at(seq),
});

const message = (seq: number, state?: MessageState): ChatEvent =>
  state
    ? { ...base(seq), kind: 'message', text: `text ${seq}`, state }
    : { ...base(seq), kind: 'message', text: `text ${seq}` };
const edit = (seq: number, target: number, text: string): ChatEvent => ({
  ...base(seq),
  kind: 'edit',
  target,
  text,
});
const remove = (seq: number, target: number): ChatEvent => ({ ...base(seq), kind: 'delete', target });
const react = (seq: number, target: number, sender: string, removed = false): ChatEvent => ({
  ...base(seq, sender),
  kind: 'reaction',
  target,
  emoji: '👍',
  removed,
});

function messages(...events: ChatEvent[]) {
  return fold(events).flatMap(item => (item.is === 'message' ? [item.message] : []));
}

describe('a timeline', () => {
  it('takes only the next event', () => {
    const one = append(emptyTimeline(4), message(5));
    expect(append(append(one, message(5)), message(7))).toEqual(one);
    expect(one).toMatchObject({ from: 5, to: 5 });
  });

  it('takes a page of history only where it has none', () => {
    const one = append(emptyTimeline(4), message(5));
    const both = prepend(one, [message(3), message(4)], 3);
    expect(both.events.map(event => event.seq)).toEqual([3, 4, 5]);
    expect(prepend(both, [message(3), message(4)], 3)).toBe(both);
  });

  it('says what it covers after it forgot its oldest events', () => {
    const three = prepend(emptyTimeline(3), [message(1), message(2), message(3)], 1);
    expect(trim(three, 2)).toMatchObject({ from: 2, to: 3 });
  });
});

describe('the fold', () => {
  it('applies the last edit', () => {
    expect(messages(message(1), edit(2, 1, 'a'), edit(3, 1, 'b'))).toMatchObject([
      { text: 'b', editedAt: at(3) },
    ]);
  });

  it('keeps a deleted message deleted', () => {
    const [gone] = messages(message(1), remove(2, 1), edit(3, 1, 'again'), react(4, 1, 'bob'));
    expect(gone).toMatchObject({ deleted: true, text: '', reactions: [] });
  });

  it('counts one reaction of a user once', () => {
    const [one] = messages(message(1), react(2, 1, 'bob'), react(3, 1, 'bob'), react(4, 1, 'cleo'));
    expect(one?.reactions).toEqual([{ emoji: '👍', users: ['bob', 'cleo'] }]);
  });

  it('drops a reaction that nobody has any more', () => {
    expect(messages(message(1), react(2, 1, 'bob'), react(3, 1, 'bob', true))[0]?.reactions).toEqual([]);
  });

  it('changes nothing by a change that history has applied before', () => {
    const state = { text: 'b', editedAt: at(3), reactions: [{ emoji: '👍', users: ['bob'] }] };
    const events = [message(1, state), edit(2, 1, 'a'), edit(3, 1, 'b'), react(4, 1, 'bob')];
    expect(messages(...events)).toMatchObject([{ text: 'b', reactions: state.reactions }]);
  });

  it('shows a send that reached the log twice at its first place only', () => {
    const again: ChatEvent = { ...base(2), id: 'id-1', kind: 'message', text: 'text 1' };
    expect(messages(message(1), again).map(one => one.seq)).toEqual([1]);
  });

  it('shows no void', () => {
    expect(fold([{ kind: 'void', conversation: 'c', seq: 1 }])).toEqual([]);
  });
});
