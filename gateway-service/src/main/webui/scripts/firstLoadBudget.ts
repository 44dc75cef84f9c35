import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Fails the build if the scripts that are loaded before anything is on screen have more than this many bytes, compressed. */
export function firstLoadBudget(most: number): Plugin {
  return {
    name: 'first-load-budget',
    apply: 'build',
    generateBundle(_, bundle) {
      const first = new Set<string>();
      const add = (file: string) => {
        const chunk = bundle[file];
        if (chunk?.type !== 'chunk' || first.has(file)) return;
        first.add(file);
        chunk.imports.forEach(add);
      };
      for (const [file, chunk] of Object.entries(bundle))
        if (chunk.type === 'chunk' && chunk.isEntry) add(file);
      const sizes = [...first].map(file => {
        const chunk = bundle[file];
        return [file, chunk?.type === 'chunk' ? gzipSync(chunk.code).length : 0] as const;
      });
      const sum = sizes.reduce((all, [, size]) => all + size, 0);
      if (sum > most) {
        const list = sizes.map(([file, size]) => `  ${size} ${file}`).join('\n');
        this.error(`the first load has ${sum} bytes of script compressed, more than ${most}:\n${list}`);
      }
      this.info(`first load: ${sum} of ${most} bytes of script, compressed`);
    },
  };
}
