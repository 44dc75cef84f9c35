import { Bell, BellOff, X } from 'lucide-react';
import type { Conversation } from '../../api/types';
import { useUser } from '../../api/users';
import { otherOf } from '../../chat/conversationState';
import { useChat } from '../../chat/store';
import { useText } from '../../i18n';
import { useEngine } from '../engineContext';
import { useTitle } from '../names';
import { Avatar, Button, IconButton } from '../parts';
import { Members } from './Members';
import { RenameGroup } from './RenameGroup';

/** Who is here, and what can be done about it. */
export function DetailsPanel({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const t = useText();
  const me = useChat(state => state.me);
  const title = useTitle(conversation);
  const other = otherOf(conversation, me);
  const user = useUser(other);
  const group = conversation.type === 'group';
  return (
    <aside
      aria-label={t.groups.conversationDetails}
      onKeyDown={event => event.key === 'Escape' && !event.defaultPrevented && onClose()}
      className="fixed inset-0 z-30 flex animate-in flex-col overflow-y-auto bg-rail [--behind:var(--color-rail)] md:inset-y-0 md:right-0 md:left-auto md:w-80 md:border-l md:border-line md:shadow-pop xl:static xl:shadow-none"
    >
      <div className="flex h-16 shrink-0 items-center justify-between pr-3 pl-5">
        <h2 className="font-bold tracking-tight">{t.groups.details}</h2>
        <IconButton label={t.groups.closeDetails} onClick={onClose}>
          <X />
        </IconButton>
      </div>
      <div className="grid justify-items-center gap-3 px-5 pt-2 pb-6 text-center">
        <Avatar id={other ?? conversation.id} name={title} group={group} size="lg" />
        <div>
          <p dir="auto" className="text-xl font-bold tracking-tight [overflow-wrap:anywhere]">
            {title}
          </p>
          <p className="text-soft">
            {group
              ? t.common.members(conversation.members.length)
              : user?.username
                ? `@${user.username}`
                : ''}
          </p>
        </div>
        <div className="flex flex-wrap justify-center gap-2">
          {group && <RenameGroup conversation={conversation} />}
          <Mute conversation={conversation} />
        </div>
      </div>
      {group && <Members conversation={conversation} />}
    </aside>
  );
}

function Mute({ conversation }: { conversation: Conversation }) {
  const engine = useEngine();
  const t = useText();
  const muted = conversation.muted ?? false;
  const Icon = muted ? Bell : BellOff;
  return (
    <Button
      look="quiet"
      className="!h-9 text-sm"
      title={t.groups.muteHint}
      onClick={() => void engine.conversations.prefer(conversation.id, { muted: !muted })}
    >
      <Icon className="size-4" /> {muted ? t.list.unmute : t.list.mute}
    </Button>
  );
}
