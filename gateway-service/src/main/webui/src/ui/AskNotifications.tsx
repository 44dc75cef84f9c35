import { Bell } from 'lucide-react';
import { useChat } from '../chat/store';
import { useText } from '../i18n';
import { allowNotifications, notificationState } from './notifications';
import { Button } from './parts';
import { changeSettings, useSettings } from './settings/preferences';

/** Asks once, in words, before the browser does; and only those who have somebody to hear from. */
export function AskNotifications() {
  const t = useText().settings;
  const asked = useSettings(state => state.asked);
  const some = useChat(state => Object.values(state.conversations).some(one => one.lastEvent !== undefined));
  if (asked || !some || notificationState() !== 'default') return null;
  const answer = async (yes: boolean) => {
    changeSettings({ asked: true });
    if (yes) changeSettings({ notify: await allowNotifications() });
  };
  return (
    <section
      aria-label={t.notifications}
      className="mx-3 mb-2 grid animate-in gap-2.5 rounded-2xl border border-line bg-surface p-3.5 text-sm"
    >
      <p className="flex gap-2.5 leading-snug">
        <Bell className="mt-0.5 size-4.5 shrink-0 text-accent" aria-hidden />
        <span>
          <span className="font-semibold">{t.askTitle}</span> {t.askText}
        </span>
      </p>
      <div className="flex gap-2">
        <Button className="!h-8 !px-3 text-sm" onClick={() => void answer(true)}>
          {t.askYes}
        </Button>
        <Button look="quiet" className="!h-8 !px-3 text-sm" onClick={() => void answer(false)}>
          {t.askNo}
        </Button>
      </div>
    </section>
  );
}
