import { EmojiPicker as Picker } from 'frimousse';
import { languageOf } from '../i18n/language';
import { locale, useText } from '../i18n';

/** Every emoji there is. A file of its own, loaded when somebody wants one; the names come from our own server. */
export default function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const t = useText().messages;
  return (
    <Picker.Root
      locale={languageOf(locale())}
      emojibaseUrl="/emoji"
      columns={8}
      onEmojiSelect={({ emoji }) => onPick(emoji)}
      className="flex h-80 w-[19.5rem] flex-col"
    >
      <Picker.Search
        aria-label={t.findEmoji}
        placeholder={t.findEmoji}
        autoFocus
        className="m-1 h-10 rounded-xl border border-line bg-surface px-3 outline-none placeholder:text-faint focus:border-accent"
      />
      <Picker.Viewport className="relative flex-1 outline-none">
        <Picker.Loading className="absolute inset-0 grid place-items-center text-sm text-faint">
          …
        </Picker.Loading>
        <Picker.Empty className="absolute inset-0 grid place-items-center text-sm text-faint">
          {t.noEmoji}
        </Picker.Empty>
        <Picker.List
          className="pb-1 select-none"
          components={{
            CategoryHeader: ({ category, ...props }) => (
              <div {...props} className="bg-raised px-2 pt-2 pb-1 text-xs font-semibold text-faint">
                {category.label}
              </div>
            ),
            Row: ({ children, ...props }) => (
              <div {...props} className="flex scroll-my-1 px-1">
                {children}
              </div>
            ),
            Emoji: ({ emoji, ...props }) => (
              <button
                type="button"
                {...props}
                aria-label={emoji.label}
                className="grid size-9 place-items-center rounded-lg text-xl data-[active]:bg-hover"
              >
                {emoji.emoji}
              </button>
            ),
          }}
        />
      </Picker.Viewport>
    </Picker.Root>
  );
}
