import { type ComponentProps, lazy, Suspense, useEffect } from 'react';

/*
 * Files of their own: what the first screen does not need comes right after it, so that it is there when it is wanted, also when
 * the line is gone by then.
 */
const conversation = () => import('./ConversationPane');
const search = () => import('./SearchDialog');

const Conversation = lazy(() => conversation().then(it => ({ default: it.ConversationPane })));
const Search = lazy(() => search().then(it => ({ default: it.SearchDialog })));

export const ConversationPane = (props: ComponentProps<typeof Conversation>) => (
  <Suspense fallback={<main className="flex-1" />}>
    <Conversation {...props} />
  </Suspense>
);

export const SearchDialog = (props: ComponentProps<typeof Search>) => (
  <Suspense>{props.open && <Search {...props} />}</Suspense>
);

/** Milliseconds: the first screen goes first. */
const AFTER = 500;

export function useLoadingAhead(): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      // Whoever needs them asks again.
      void Promise.allSettled([
        conversation(),
        search(),
        import('./calls/CallScreen'),
        import('./settings/SettingsDialog'),
        import('./ShortcutsSheet'),
      ]);
    }, AFTER);
    return () => clearTimeout(timer);
  }, []);
}
