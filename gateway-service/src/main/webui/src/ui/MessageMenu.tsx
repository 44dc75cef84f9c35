import * as Menu from '@radix-ui/react-dropdown-menu';
import clsx from 'clsx';
import { Copy, Link, MoreHorizontal, Pencil, Reply, SmilePlus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import type { Conversation } from '../api/types';
import type { MessageRow } from '../chat/rows';
import { useChat } from '../chat/store';
import { text, useText } from '../i18n';
import { EmojiPopover } from './EmojiPopover';
import { useEngine } from './engineContext';
import { MENU, MENU_ITEM } from './menu';
import { useMessageActions } from './messageActions';
import { Button, Modal } from './parts';
import { toMessage } from './route';

const EMOJI = ['👍', '❤️', '😂', '😮', '😢', '🎉'] as const;

const TRIGGER =
  'grid size-8 shrink-0 place-items-center rounded-lg text-faint opacity-0 transition-opacity hover:bg-hover hover:text-ink ' +
  'group-hover/message:opacity-100 group-focus-within/message:opacity-100 focus-visible:opacity-100 data-[state=open]:opacity-100 ' +
  '[@media(hover:none)]:opacity-50';

interface Props {
  row: MessageRow;
  seq: number;
  own: boolean;
  conversation: Conversation;
  /** Whether the menu itself is wanted, or just its place. */
  ready: boolean;
}

export function MessageMenu({ ready, ...rest }: Props) {
  const t = useText().messages;
  const [asking, setAsking] = useState(false);
  if (!ready) {
    return (
      <button type="button" aria-label={t.actions} className={TRIGGER}>
        <MoreHorizontal className="size-4.5" />
      </button>
    );
  }
  return (
    <>
      <OpenableMenu {...rest} onDelete={() => setAsking(true)} />
      {asking && <ConfirmDelete {...rest} onClose={() => setAsking(false)} />}
    </>
  );
}

function OpenableMenu({
  row,
  seq,
  own,
  conversation,
  onDelete,
}: Omit<Props, 'ready'> & { onDelete: () => void }) {
  const t = useText().messages;
  const engine = useEngine();
  const me = useChat(state => state.me);
  const actions = useMessageActions();
  const [refocus, setRefocus] = useState(true);
  const [picking, setPicking] = useState(false);
  const react = (emoji: string) => engine.react(conversation.id, seq, emoji, mine.has(emoji));
  const role = conversation.members.find(member => member.user === me)?.role;
  const mayDelete = own || role === 'owner' || role === 'admin';
  const mine = new Set(row.message.reactions.filter(one => one.users.includes(me)).map(one => one.emoji));
  const composing = (action: () => void) => () => {
    setRefocus(false);
    action();
  };
  return (
    <EmojiPopover open={picking} onOpenChange={setPicking} onPick={react}>
      <span className="inline-grid">
        <Menu.Root modal={false} onOpenChange={open => open && setRefocus(true)}>
          <Menu.Trigger aria-label={t.actions} className={TRIGGER}>
            <MoreHorizontal className="size-4.5" />
          </Menu.Trigger>
          <Menu.Portal>
            <Menu.Content
              align={own ? 'end' : 'start'}
              sideOffset={4}
              collisionPadding={12}
              className={MENU}
              onCloseAutoFocus={event => !refocus && event.preventDefault()}
            >
              <div className="flex gap-0.5 px-1 pb-1">
                {EMOJI.map(emoji => (
                  <Menu.Item
                    key={emoji}
                    aria-label={t.reactWith(emoji)}
                    onSelect={() => react(emoji)}
                    className={clsx(
                      'grid size-9 place-items-center rounded-lg text-xl outline-none data-[highlighted]:bg-hover',
                      mine.has(emoji) && 'bg-chosen',
                    )}
                  >
                    {emoji}
                  </Menu.Item>
                ))}
                <Menu.Item
                  aria-label={t.moreReactions}
                  // The menu has to be gone before the picker takes the focus.
                  onSelect={composing(() => setTimeout(() => setPicking(true)))}
                  className="grid size-9 place-items-center rounded-lg text-soft outline-none data-[highlighted]:bg-hover"
                >
                  <SmilePlus className="size-5" />
                </Menu.Item>
              </div>
              <Menu.Separator className="mx-2 my-1 h-px bg-line" />
              <Menu.Item className={MENU_ITEM} onSelect={composing(() => actions?.reply(row))}>
                <Reply /> {t.reply}
              </Menu.Item>
              {own && (
                <Menu.Item className={MENU_ITEM} onSelect={composing(() => actions?.edit(row))}>
                  <Pencil /> {t.edit}
                </Menu.Item>
              )}
              <Menu.Item className={MENU_ITEM} onSelect={() => copy(row.message.text)}>
                <Copy /> {t.copy}
              </Menu.Item>
              <Menu.Item
                className={MENU_ITEM}
                onSelect={() =>
                  copy(location.origin + location.pathname + toMessage(conversation.id, seq), true)
                }
              >
                <Link /> {t.copyLink}
              </Menu.Item>
              {mayDelete && (
                <Menu.Item
                  className={clsx(MENU_ITEM, 'text-danger [&_svg]:!text-danger')}
                  onSelect={onDelete}
                >
                  <Trash2 /> {t.delete}
                </Menu.Item>
              )}
            </Menu.Content>
          </Menu.Portal>
        </Menu.Root>
      </span>
    </EmojiPopover>
  );
}

function ConfirmDelete({
  seq,
  conversation,
  onClose,
}: Pick<Props, 'seq' | 'conversation'> & { onClose: () => void }) {
  const t = useText().messages;
  const engine = useEngine();
  return (
    <Modal open alert onClose={onClose} title={t.deleteTitle} description={t.deleteText}>
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={onClose}>
          {t.keepIt}
        </Button>
        <Button
          look="danger"
          onClick={() => {
            engine.remove(conversation.id, seq);
            onClose();
          }}
        >
          {t.delete}
        </Button>
      </div>
    </Modal>
  );
}

function copy(what: string, link = false): void {
  const t = text().messages;
  navigator.clipboard.writeText(what).then(
    () => toast(link ? t.linkCopied : t.copied),
    () => toast.error(t.notCopied),
  );
}
