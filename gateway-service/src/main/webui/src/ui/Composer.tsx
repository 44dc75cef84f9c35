import { ArrowUp, Smile } from 'lucide-react';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Conversation } from '../api/types';
import { split } from '../chat/split';
import { useText } from '../i18n';
import { ComposerContext } from './ComposerContext';
import { composedOf, lastOwn, useComposing } from './composing';
import type { Composed } from './drafts';
import { EmojiPopover } from './EmojiPopover';
import { useEngine } from './engineContext';
import { focusComposer } from './focusComposer';
import { hasPointer } from './media';
import { useMentionChoice } from './mentionChoice';
import { IconButton } from './parts';
import { keepPosition } from './positions';

/** Characters of a message at most, as the contract has it. */
const LONGEST = 8000;
const COUNT_FROM = 7500;
const TALLEST = 200;

export function Composer({
  conversation,
  editing,
  onEdit,
}: {
  conversation: Conversation;
  editing: Composed | undefined;
  onEdit: (message: Composed | undefined) => void;
}) {
  const t = useText().messages;
  const engine = useEngine();
  const { composing, text, setText, done } = useComposing(conversation.id, editing, onEdit);
  const area = useRef<HTMLTextAreaElement>(null);
  const left = LONGEST - text.length;
  const parts = !editing && left < 0 ? split(text, LONGEST).length : 1;
  const ready = text.trim() !== '' && (left >= 0 || !editing);
  const mentions = useMentionChoice(conversation, text, area, setText);
  const [picking, setPicking] = useState(false);

  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(TALLEST, element.scrollHeight)}px`;
  }, [text]);

  useEffect(() => {
    if (hasPointer()) focusComposer();
  }, []);

  const submit = () => {
    if (!ready) return;
    const trimmed = text.trim();
    const seq = composing?.message.seq;
    if (composing?.is !== 'edit') send(trimmed, seq);
    else if (seq !== undefined && trimmed !== composing.message.text)
      engine.edit(conversation.id, seq, trimmed);
    setText('');
    done();
    focusComposer();
  };

  /** What is too long for one message goes as several; whoever sends wants to see it. */
  const send = (whole: string, replyTo: number | undefined) => {
    keepPosition(conversation.id, 'end');
    // Sending does not wait for it; without it the own message is not in view, and the list offers the way there.
    engine.reader.toEnd(conversation.id).catch(() => undefined);
    split(whole, LONGEST).forEach((part, i) =>
      engine.send(conversation.id, part, i === 0 ? replyTo : undefined),
    );
  };

  const insert = (piece: string) => {
    const at = area.current?.selectionStart ?? text.length;
    setText(text.slice(0, at) + piece + text.slice(area.current?.selectionEnd ?? at));
    setTimeout(() => area.current?.setSelectionRange(at + piece.length, at + piece.length));
  };

  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || mentions.onKey(event)) return;
    if (event.key === 'Enter' && !event.shiftKey && (hasPointer() || event.ctrlKey)) {
      event.preventDefault();
      submit();
    } else if (event.key === 'Escape' && composing) {
      event.preventDefault();
      done();
    } else if (event.key === 'ArrowUp' && text === '' && !composing) {
      const last = lastOwn(conversation.id);
      if (!last) return;
      event.preventDefault();
      onEdit(composedOf(last));
    }
  };

  return (
    <form
      className="relative mx-auto w-full max-w-[52rem] shrink-0 px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] md:px-5 md:pb-5"
      onSubmit={event => {
        event.preventDefault();
        submit();
      }}
    >
      {mentions.list}
      <div className="rounded-3xl border border-line bg-surface shadow-bubble transition-colors focus-within:border-accent/60">
        {composing && <ComposerContext composing={composing} onCancel={done} />}
        <div className="flex items-end gap-2 p-1.5 pl-4">
          <textarea
            id="composer"
            dir="auto"
            ref={area}
            aria-label={t.message}
            placeholder={t.write}
            rows={1}
            value={text}
            onKeyDown={onKey}
            {...mentions.attributes}
            onChange={event => {
              setText(event.target.value);
              mentions.follow(event.target.selectionStart);
              if (event.target.value.trim() !== '' && composing?.is !== 'edit')
                engine.typing(conversation.id);
            }}
            className="min-h-10 flex-1 resize-none bg-transparent py-2 leading-6 outline-none placeholder:text-faint"
          />
          {parts > 1 && (
            <span data-part="parts" className="self-center text-xs text-faint">
              {t.inParts(parts)}
            </span>
          )}
          {text.length > COUNT_FROM && parts === 1 && (
            <span
              className={`py-2.5 text-xs tabular-nums ${left < 0 ? 'font-semibold text-danger' : 'text-faint'}`}
            >
              {left}
            </span>
          )}
          <EmojiPopover open={picking} onOpenChange={setPicking} onPick={insert} onClosed={focusComposer}>
            <span className="inline-grid">
              <IconButton
                label={t.emoji}
                side="top"
                aria-haspopup="dialog"
                aria-expanded={picking}
                onClick={() => setPicking(!picking)}
                className="!rounded-full"
              >
                <Smile />
              </IconButton>
            </span>
          </EmojiPopover>
          <IconButton
            type="submit"
            side="top"
            label={composing?.is === 'edit' ? t.saveChanges : t.send}
            disabled={!ready}
            className="!rounded-full !bg-accent !text-on-accent hover:!bg-accent-strong disabled:!bg-transparent disabled:!text-faint"
          >
            <ArrowUp strokeWidth={2.5} />
          </IconButton>
        </div>
      </div>
    </form>
  );
}
