import { useEffect } from 'react';
import type { ChatEngine } from '../chat/engine';
import { useChat } from '../chat/store';
import { useText } from '../i18n';
import { logOut } from '../session/session';
import { useEngine } from './engineContext';
import { Button, Modal } from './parts';

/** A call ends while there still is somebody to end it. */
export function leave(engine: ChatEngine): void {
  engine.calls.stop();
  void logOut();
}

/**
 * Asks those who leave something unsent behind. It is kept for them alone: it goes out when they log in here again, and never as
 * somebody else's.
 */
export function AskBeforeLogOut({ onClose }: { onClose: () => void }) {
  const t = useText().settings;
  const engine = useEngine();
  const waiting = useChat(state => state.waiting);
  useEffect(() => {
    // It went out while we asked.
    if (waiting === 0) leave(engine);
  }, [waiting, engine]);
  return (
    <Modal open alert onClose={onClose} title={t.unsentTitle(waiting)} description={t.unsentText}>
      <div className="flex flex-wrap justify-end gap-2">
        <Button
          look="danger"
          onClick={() => {
            engine.discardWaiting();
            leave(engine);
          }}
        >
          {t.discardAndLogOut}
        </Button>
        <Button look="quiet" onClick={() => leave(engine)}>
          {t.keepAndLogOut}
        </Button>
        <Button onClick={onClose}>{t.stayLoggedIn}</Button>
      </div>
    </Modal>
  );
}
