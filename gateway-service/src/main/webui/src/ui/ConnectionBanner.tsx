import { CloudOff, CloudUpload } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { type Pending, useChat } from '../chat/store';
import { useText } from '../i18n';
import { useEngine } from './engineContext';

/** Connections that come back within this time (milliseconds) are not worth a word. */
const PATIENCE = 1500;
/** Sends that are acknowledged within this time are not worth a word either. */
const SLOW = 4000;

/** Says the truth about the connection while there is none, and nothing while there is one. */
export function ConnectionBanner() {
  const engine = useEngine();
  const t = useText().common;
  const connection = useChat(state => state.connection);
  const wasOpen = useChat(state => state.wasOpen);
  const waiting = useChat(state => state.waiting);
  const changes = useChat(state => Object.values(state.pending).flat().some(isChange));
  const broken = connection.is !== 'open';
  // Connected, and yet not getting through: the server cannot take anything now.
  const stuck = !broken && waiting > 0;
  const [shown, setShown] = useState(false);
  const [slow, setSlow] = useState(false);

  useEffect(() => {
    const timer = setTimeout(() => setShown(broken), broken ? PATIENCE : 0);
    return () => clearTimeout(timer);
  }, [broken]);

  useEffect(() => {
    const timer = setTimeout(() => setSlow(stuck), stuck ? SLOW : 0);
    return () => clearTimeout(timer);
  }, [stuck]);

  const count = changes ? t.changesWaiting(waiting) : t.waiting(waiting);
  if (slow && stuck)
    return (
      <Banner icon={<CloudUpload className="size-4 opacity-70" aria-hidden />}>{t.sending(waiting)}</Banner>
    );
  if (!shown || !broken) return null;
  const what = connection.is === 'waiting' ? t.offlineBanner : wasOpen ? t.reconnecting : t.connecting;
  return (
    <Banner icon={<CloudOff className="size-4 opacity-70" aria-hidden />}>
      {waiting > 0 ? `${what} ${count}` : what}
      {connection.is === 'waiting' && (
        <button
          type="button"
          onClick={() => engine.reconnectNow()}
          className="ml-3 font-semibold underline underline-offset-4"
        >
          {t.tryNow}
        </button>
      )}
    </Banner>
  );
}

const isChange = (pending: Pending) => pending.frame.type !== 'send' && pending.state === 'sending';

function Banner({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div
      role="status"
      data-part="connection-banner"
      className="flex animate-in items-center justify-center gap-3 bg-ink px-4 py-2 text-sm font-medium text-canvas"
    >
      {icon}
      <span>{children}</span>
    </div>
  );
}
