import * as Popover from '@radix-ui/react-popover';
import { type ReactNode, useState } from 'react';
import type { Conversation, Member } from '../api/types';
import { useName } from '../api/users';
import { seenAt } from '../chat/seenTimes';
import { useChat } from '../chat/store';
import { useText } from '../i18n';
import { timeOf } from './format';
import { POPOVER } from './menu';
import { Avatar } from './parts';

/** The ticks of a message in a group: pressed, they tell who has it and who has seen it. */
export function SeenBy({
  conversation,
  seq,
  children,
}: {
  conversation: Conversation;
  seq: number;
  children: ReactNode;
}) {
  const t = useText().messages;
  const [open, setOpen] = useState(false);
  const trigger = (
    <button
      type="button"
      aria-label={t.whoHas}
      aria-haspopup="dialog"
      onClick={() => setOpen(true)}
      className="inline-flex rounded-sm hover:opacity-70"
    >
      {children}
    </button>
  );
  if (!open) return trigger;
  return (
    <Popover.Root open onOpenChange={setOpen}>
      <Popover.Anchor asChild>{trigger}</Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          aria-label={t.whoHas}
          side="top"
          align="end"
          sideOffset={8}
          collisionPadding={12}
          className={`${POPOVER} max-h-80 w-64 overflow-y-auto`}
        >
          <Who conversation={conversation} seq={seq} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Who({ conversation, seq }: { conversation: Conversation; seq: number }) {
  const t = useText().messages;
  const me = useChat(state => state.me);
  const others = conversation.members.filter(member => member.user !== me);
  const seen = others.filter(member => member.readSeq >= seq);
  const delivered = others.filter(member => member.readSeq < seq && member.deliveredSeq >= seq);
  const rest = others.filter(member => member.readSeq < seq && member.deliveredSeq < seq);
  return (
    <>
      <People part="seen" title={t.seenBy} members={seen} conversation={conversation.id} seq={seq} />
      {delivered.length > 0 && <People part="delivered" title={t.deliveredTo} members={delivered} />}
      {rest.length > 0 && <People part="sent" title={t.sentTo} members={rest} />}
    </>
  );
}

function People({
  part,
  title,
  members,
  conversation,
  seq,
}: {
  part: string;
  title: string;
  members: readonly Member[];
  conversation?: string;
  seq?: number;
}) {
  const t = useText().messages;
  return (
    <section aria-label={title} data-part={`${part}-by`} className="p-1.5">
      <h4 className="px-1.5 pb-1 text-xs font-semibold text-faint">{title}</h4>
      {members.length === 0 && <p className="px-1.5 text-sm text-soft">{t.nobodyYet}</p>}
      <ul>
        {members.map(({ user }) => (
          <Person
            key={user}
            user={user}
            at={conversation !== undefined && seq !== undefined ? seenAt(conversation, user, seq) : undefined}
          />
        ))}
      </ul>
    </section>
  );
}

function Person({ user, at }: { user: string; at: string | undefined }) {
  const name = useName(user);
  return (
    <li data-user={user} className="flex items-center gap-2.5 px-1.5 py-1 text-sm">
      <Avatar id={user} name={name} size="sm" />
      <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
      {at !== undefined && (
        <time dateTime={at} className="text-xs text-faint tabular-nums">
          {timeOf(at)}
        </time>
      )}
    </li>
  );
}
