import type { LucideIcon } from 'lucide-react';
import { useId } from 'react';

/** One of a few, shown at once. Radio buttons underneath, so that arrows and screen readers know what to do. */
export function Choices<T extends string>({
  label,
  choices,
  chosen,
  onChoose,
}: {
  label: string;
  choices: readonly { value: T; label: string; icon?: LucideIcon; lang?: string }[];
  chosen: T;
  onChoose: (value: T) => void;
}) {
  const name = useId();
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 text-sm font-semibold">{label}</legend>
      <div className="flex flex-wrap gap-2">
        {choices.map(({ value, label: text, icon: Icon, lang }) => (
          <label
            key={value}
            lang={lang}
            className="flex cursor-pointer items-center gap-2.5 rounded-xl border border-line px-3.5 py-2.5 font-medium transition-colors hover:bg-hover has-checked:border-accent has-checked:bg-chosen has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              value={value}
              checked={value === chosen}
              onChange={() => onChoose(value)}
              className="sr-only"
            />
            {Icon && <Icon className="size-4.5 text-soft" aria-hidden />}
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
