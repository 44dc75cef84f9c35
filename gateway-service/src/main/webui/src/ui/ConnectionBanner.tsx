import { CloudOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useChat } from '../chat/store';
import { useText } from '../i18n';
import { useEngine } from './engineContext';

/** Connections that come back within this time (milliseconds) are not worth a word. */
const PATIENCE = 1500;

/** Says the truth about the connection while there is none, and nothing while there is one. */
export function ConnectionBanner() {
  const engine = useEngine();
  const t = useText().common;
  const connection = useChat(state => state.connection);
  const wasOpen = useChat(state => state.wasOpen);
  const waiting = useChat(state => state.waiting);
  const broken = connection.is !== 'open';
  const [shown, setShown] = useState(false);

  useEffect(() => {
    const timer = setTimeout(() => setShown(broken), broken ? PATIENCE : 0);
    return () => clearTimeout(timer);
  }, [broken]);

  if (!shown || !broken) return null;
  const what = connection.is === 'waiting' ? t.offlineBanner : wasOpen ? t.reconnecting : t.connecting;
  return (
    <div
      role="status"
      data-part="connection-banner"
      className="flex animate-in items-center justify-center gap-3 bg-ink px-4 py-2 text-sm font-medium text-canvas"
    >
      <CloudOff className="size-4 opacity-70" aria-hidden />
      <span>{waiting > 0 ? `${what} ${t.waiting(waiting)}` : what}</span>
      {connection.is === 'waiting' && (
        <button
          type="button"
          onClick={() => engine.reconnectNow()}
          className="font-semibold underline underline-offset-4"
        >
          {t.tryNow}
        </button>
      )}
    </div>
  );
}
