import { lazy, Suspense, useEffect } from 'react';
import { toast } from 'sonner';
import { useName } from '../../api/users';
import { type CallNews, useCall } from '../../calls/state';
import { text } from '../../i18n';

const CallScreen = lazy(() => import('./CallScreen'));

/** Shows the call there is, and says why it ended. Its screen is loaded when there is a call. */
export function CallHost() {
  const calling = useCall(state => state.call !== undefined);
  const news = useCall(state => state.news);
  return (
    <>
      {news && <News key={`${news.call.id} ${news.what}`} news={news} />}
      {calling && (
        <Suspense fallback={null}>
          <CallScreen />
        </Suspense>
      )}
    </>
  );
}

function News({ news }: { news: CallNews }) {
  const name = useName(news.call.peer);
  useEffect(() => {
    const line = lineOf(news.what, name);
    if (line !== undefined) toast(line, { id: `${news.call.id} ${news.what}` });
  }, [news, name]);
  return null;
}

function lineOf(what: CallNews['what'], name: string): string | undefined {
  const t = text().calls;
  switch (what) {
    case 'busy':
      return t.busy(name);
    case 'declined':
      return t.declined(name);
    case 'unanswered':
      return t.unanswered(name);
    case 'unreachable':
      return t.unreachable(name);
    case 'ended':
      return t.ended;
    case 'elsewhere':
      return t.elsewhere;
    case 'lost':
      return t.lost;
    case 'noMicrophone':
      return t.noMicrophone;
    case 'noCamera':
      return t.noCamera;
    case 'noScreen':
      return t.noScreen;
    case 'missed':
    case 'quiet':
      return undefined;
  }
}
