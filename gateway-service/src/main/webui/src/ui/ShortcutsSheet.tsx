import { useText } from '../i18n';
import { Modal } from './parts';
import { SHORTCUTS } from './shortcuts';

const isMac = () => /Mac|iPhone|iPad/.test(navigator.userAgent);

/** All keys at a glance. */
export default function ShortcutsSheet({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { shortcuts } = t;
  const name = (key: string) => (key === 'Mod' ? (isMac() ? '⌘' : shortcuts.ctrl) : key);
  const rows = [
    ...SHORTCUTS.map(({ action, keys }) => ({ what: shortcuts[action], keys })),
    { what: shortcuts.send, keys: ['Enter'] },
    { what: shortcuts.newLine, keys: ['Shift', 'Enter'] },
    { what: shortcuts.editLast, keys: ['↑'] },
    { what: shortcuts.escape, keys: ['Esc'] },
  ];
  return (
    <Modal open onClose={onClose} title={t.settings.shortcuts}>
      <dl className="grid gap-1">
        {rows.map(({ what, keys }) => (
          <div
            key={what}
            className="flex items-center justify-between gap-4 rounded-lg px-2 py-1.5 odd:bg-hover/60"
          >
            <dt>{what}</dt>
            <dd className="flex shrink-0 gap-1">
              {keys.map(key => (
                <kbd
                  key={key}
                  className="grid h-6.5 min-w-6.5 place-items-center rounded-md border border-line bg-surface px-1.5 font-sans text-xs font-semibold"
                >
                  {name(key)}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
