import { beforeEach, describe, expect, it } from 'vitest';
import type { Conversation } from '../api/types';
import type { ChatEvent } from '../protocol';
import { addPending, applyEvent, applyMark, changePending, putConversation, reset, useChat } from './store';

const C = 'c';
const at = '2026-11-01T10:00:00.000Z';

function conversation(change: Partial<Conversation> = {}): Conversation {
  const marks = { role: 'member', readSeq: 5, deliveredSeq: 5 } as const;
  const members = [
    { user: 'me', ...marks },
    { user: 'ann', ...marks },
  ];
  return { id: C, type: 'direct', members, lastSeq: 5, unread: 0, ...change };
}

const message = (seq: number, sender = 'ann'): ChatEvent => ({
  kind: 'message',
  conversation: C,
  seq,
  sender,
  id: `id-${seq}`,
  at,
  text: 'hi',
});

const current = () => {
  const found = useChat.getState().conversations[C];
  if (!found) throw new Error('no conversation');
  return found;
};

beforeEach(() => {
  reset('me');
  putConversation(conversation());
});

describe('unread', () => {
  it('counts messages of others, and nothing else', () => {
    applyEvent(message(6));
    applyEvent(message(7, 'me'));
    applyEvent({ kind: 'void', conversation: C, seq: 8 });
    applyEvent({ kind: 'delete', conversation: C, seq: 9, sender: 'ann', id: 'd', at, target: 6 });
    expect(current()).toMatchObject({ unread: 1, lastSeq: 9 });
  });

  it('counts calls that nobody took, unless one has made them oneself', () => {
    const call = (seq: number, outcome: 'missed' | 'declined', caller?: string): ChatEvent => ({
      ...{ kind: 'call', conversation: C, seq, sender: 'ann', id: `id-${seq}`, at, call: `call-${seq}` },
      ...{ outcome, seconds: 0, ...(caller ? { caller } : {}) },
    });
    applyEvent(call(6, 'missed'));
    applyEvent(call(7, 'declined'));
    applyEvent(call(8, 'missed', 'me'));
    expect(current().unread).toBe(1);
    applyMark('read', C, 'me', 8);
    expect(current().unread).toBe(0);
  });

  it('counts an event once, however often it comes', () => {
    applyEvent(message(6));
    applyEvent(message(6));
    expect(current().unread).toBe(1);
  });

  it('ends when it was read, here or in another tab', () => {
    applyEvent(message(6));
    applyMark('read', C, 'me', 6);
    expect(current().unread).toBe(0);
  });

  it('keeps what came after the mark', () => {
    for (const seq of [6, 7, 8]) applyEvent(message(seq));
    applyMark('read', C, 'me', 7);
    expect(current().unread).toBe(1);
  });

  it('does not grow by a message that another tab has read already', () => {
    applyMark('read', C, 'me', 6);
    applyEvent(message(6));
    expect(current().unread).toBe(0);
  });

  it('is not changed by an answer older than what came live', () => {
    applyEvent(message(6));
    putConversation(conversation({ title: 'New title' }));
    expect(current()).toMatchObject({ unread: 1, lastSeq: 6, title: 'New title' });
  });

  it('is not counted twice when the answer was ahead of the events', () => {
    putConversation(conversation({ lastSeq: 6, unread: 1 }));
    applyEvent(message(6));
    expect(current()).toMatchObject({ unread: 1, lastSeq: 6 });
  });
});

describe('marks', () => {
  it('move forward only, and what is read is delivered', () => {
    applyMark('read', C, 'ann', 9);
    applyMark('delivered', C, 'ann', 7);
    putConversation(conversation());
    expect(current().members[1]).toMatchObject({ readSeq: 9, deliveredSeq: 9 });
  });
});

describe('members', () => {
  it('follow the log', () => {
    const base = { conversation: C, sender: 'ann', at };
    applyEvent({ ...base, kind: 'memberAdded', seq: 6, user: 'bob', role: 'member' });
    applyEvent({ ...base, kind: 'roleChanged', seq: 7, user: 'bob', role: 'admin' });
    applyEvent({ ...base, kind: 'memberRemoved', seq: 8, user: 'ann' });
    applyEvent({ ...base, kind: 'titleChanged', seq: 9, title: 'Us' });
    expect(current().members.map(member => `${member.user} ${member.role}`)).toEqual([
      'me member',
      'bob admin',
    ]);
    expect(current().title).toBe('Us');
  });
});

describe('a pending message', () => {
  const frame = { type: 'send', id: 'id-6', conversation: C, text: 'hi' } as const;
  const pending = () => useChat.getState().pending[C]?.map(one => one.state);

  it('is there until its event comes', () => {
    addPending({ frame, at, state: 'sending' });
    changePending('id-6', one => ({ ...one, state: 'sent' }));
    expect(pending()).toEqual(['sent']);
    applyEvent(message(6, 'me'));
    expect(pending()).toEqual([]);
  });

  it('is not ended by an event of somebody else with its id', () => {
    addPending({ frame, at, state: 'sending' });
    applyEvent(message(6, 'ann'));
    expect(pending()).toEqual(['sending']);
  });
});
