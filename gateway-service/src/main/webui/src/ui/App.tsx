import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { User } from '../api/types';
import { ChatEngine } from '../chat/engine';
import { useText } from '../i18n';
import { useSession } from '../session/session';
import { AuthPage } from './AuthPage';
import { EngineContext } from './engineContext';
import { Logo } from './parts';
import { useRoute } from './route';
import { Shell } from './Shell';

export function App() {
  const session = useSession();
  const route = useRoute();
  switch (session.is) {
    case 'unknown':
      return <Waiting unreachable={session.waiting} />;
    case 'out':
      return <AuthPage key={route.at} registering={route.at === 'register'} ended={session.ended} />;
    case 'in':
      return <Chat key={session.user.id} user={session.user} />;
  }
}

/** One engine for as long as one user is logged in. */
function Chat({ user }: { user: User }) {
  const [engine] = useState(() => new ChatEngine(user.id));
  const queries = useQueryClient();
  useEffect(() => void queries.setQueryData(['user', user.id], user), [user, queries]);
  useEffect(() => {
    engine.start();
    return () => {
      engine.stop();
      queries.clear();
    };
  }, [engine, queries]);
  return (
    <EngineContext value={engine}>
      <Shell />
    </EngineContext>
  );
}

function Waiting({ unreachable }: { unreachable: boolean }) {
  const t = useText();
  return (
    <div className="grid h-full place-items-center">
      <div className="grid justify-items-center gap-4" role="status">
        <Logo className="size-14 animate-breathe text-accent" />
        <p className="text-soft">{unreachable ? t.common.unreachable : ' '}</p>
      </div>
    </div>
  );
}
