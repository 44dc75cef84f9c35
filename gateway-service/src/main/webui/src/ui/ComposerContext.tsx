import { Pencil, Reply, X } from 'lucide-react';
import { useName } from '../api/users';
import { useChat } from '../chat/store';
import { useText } from '../i18n';
import type { Composing } from './composing';
import { plainText } from './markdown';
import { IconButton } from './parts';

/** What is edited or answered, above what is written. */
export function ComposerContext({ composing, onCancel }: { composing: Composing; onCancel: () => void }) {
  const t = useText();
  const { is, message } = composing;
  const me = useChat(state => state.me);
  const name = useName(message.sender);
  const Icon = is === 'edit' ? Pencil : Reply;
  return (
    <div
      data-composing={is}
      className="flex animate-in items-center gap-3 border-b border-line py-2 pr-2 pl-4"
    >
      <Icon className="size-4.5 shrink-0 text-accent" aria-hidden />
      <span className="grid min-w-0 flex-1 grid-cols-1 text-[0.8125rem] leading-snug">
        <span className="font-semibold text-accent">
          {is === 'edit'
            ? t.messages.editYours
            : message.sender === me
              ? t.messages.replyToYourself
              : t.messages.replyTo(name)}
        </span>
        <span className="truncate text-soft">{plainText(message.text)}</span>
      </span>
      <IconButton label={t.common.cancel} side="top" onClick={onCancel} className="!size-8">
        <X />
      </IconButton>
    </div>
  );
}
