import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { firstLoadBudget } from './scripts/firstLoadBudget.ts';

/** Where `npm run dev` finds the running stack. */
const origin = process.env['PARLEY_ORIGIN'] ?? 'http://localhost:8080';

/**
 * Sonner writes its style sheet into a <style> element when it is imported, which our Content-Security-Policy forbids.
 * We import its style sheet as a file instead and take the call out.
 */
function sonnerWithoutStyleElement(): Plugin {
  return {
    name: 'sonner-without-style-element',
    transform(code, id) {
      if (!/sonner\/dist\/index\.mjs/.test(id)) return null;
      const without = code.replace(/^__insertCSS\(.*\);$/m, '');
      if (without === code) throw new Error('sonner has changed: look again at how it inserts its styles');
      return { code: without, map: null };
    },
  };
}

/** The names of all emoji, served by ourselves: the picker would fetch them from somebody else. */
function emojiNames(): Plugin {
  const files = ['en', 'de'].flatMap(language =>
    ['data', 'messages'].map(name => `${language}/${name}.json`),
  );
  const read = (file: string) => readFileSync(local(`./node_modules/emojibase-data/${file}`));
  return {
    name: 'emoji-names',
    configureServer(server) {
      server.middlewares.use('/emoji', (request, response, next) => {
        const file = files.find(one => request.url === `/${one}`);
        if (!file) return next();
        response.setHeader('Content-Type', 'application/json').end(read(file));
      });
    },
    generateBundle() {
      for (const file of files)
        this.emitFile({ type: 'asset', fileName: `emoji/${file}`, source: read(file) });
    },
  };
}

const local = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [react(), tailwindcss(), sonnerWithoutStyleElement(), emojiNames(), firstLoadBudget(200_000)],
  resolve: {
    alias: {
      // Scroll locks of dialogs write <style> elements too. Our body never scrolls, so there is nothing to lock.
      'react-style-singleton': local('./src/ui/noStyleElement.ts'),
    },
  },
  build: {
    target: 'es2023',
    sourcemap: false,
    // data: URLs are not in our Content-Security-Policy's font-src.
    assetsInlineLimit: 0,
    // What stands before a conversation is open; the conversation, search and emoji come as files of their own.
    chunkSizeWarningLimit: 600,
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/ws', '/.well-known'].map(path => [
        path,
        { target: origin, changeOrigin: true, ws: path === '/ws', headers: { origin } },
      ]),
    ),
  },
  test: { environment: 'node', include: ['src/**/*.test.ts'] },
} as Parameters<typeof defineConfig>[0]);
