import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import * as Tooltip from '@radix-ui/react-tooltip';
import { createRoot } from 'react-dom/client';
import { Toaster } from 'sonner';
import { ApiError } from './api/http';
import { startSpeaking } from './i18n';
import { restore } from './session/session';
import './styles.css';
import { App } from './ui/App';
import { Boundary } from './ui/Boundary';
import { Broken } from './ui/Broken';
import { useTheme } from './ui/theme';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays one; only silence and trouble on the other side are worth another try.
      retry: (count, error) =>
        count < 3 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 500),
      refetchOnWindowFocus: false,
    },
  },
});

function Root() {
  const { theme } = useTheme();
  return (
    <QueryClientProvider client={queries}>
      <Tooltip.Provider delayDuration={400} disableHoverableContent>
        <Boundary fallback={<Broken />}>
          <App />
        </Boundary>
      </Tooltip.Provider>
      <Toaster theme={theme} position="top-center" />
    </QueryClientProvider>
  );
}

const root = document.getElementById('root');
void startSpeaking().then(() => {
  if (root) createRoot(root).render(<Root />);
});
void restore();
