import type { ReactNode, Ref } from 'react';

const LOOKS = {
  go: 'bg-[oklch(0.56_0.14_152)] text-white hover:bg-[oklch(0.62_0.15_152)]',
  danger: 'bg-[oklch(0.55_0.2_27)] text-white hover:bg-[oklch(0.61_0.2_27)]',
  plain:
    'bg-white/12 text-white hover:bg-white/22 aria-pressed:bg-white aria-pressed:text-[oklch(0.25_0.03_235)]',
} as const;

export function RoundButton({
  label,
  look = 'plain',
  pressed,
  onClick,
  children,
  ref,
}: {
  label: string;
  look?: keyof typeof LOOKS;
  pressed?: boolean;
  onClick: () => void;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}) {
  return (
    <button
      ref={ref}
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      onClick={onClick}
      className={`grid size-12 shrink-0 place-items-center rounded-full transition-colors focus-visible:outline-white [&_svg]:size-5.5 ${LOOKS[look]}`}
    >
      {children}
    </button>
  );
}
