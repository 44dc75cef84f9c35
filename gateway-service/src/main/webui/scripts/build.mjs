// Called by Maven: `node scripts/build.mjs OUTPUT_DIRECTORY STAMP_FILE`.
// Builds the web client into the directory, and does nothing if no file that goes into it has changed since.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [output, stamp] = process.argv.slice(2).map(path => resolve(path));
if (!output || !stamp) fail('usage: build.mjs OUTPUT_DIRECTORY STAMP_FILE');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Node 20.19 or newer is needed to build the web client; this is ${process.versions.node}`);
}

const sources = hash(root, files(root));
if (existsSync(join(output, 'index.html')) && read(stamp) === sources) {
  console.log('web client is up to date');
  process.exit(0);
}

// node_modules carries its own stamp, so that it survives `mvn clean`.
const modules = join(root, 'node_modules', '.parley-stamp');
const lock = hash(root, [join(root, 'package-lock.json'), join(root, 'package.json')]);
if (read(modules) !== lock) {
  npm('ci', '--prefer-offline', '--no-audit', '--no-fund');
  writeFileSync(modules, lock);
}
npm('run', '--silent', 'build', '--', '--outDir', output, '--emptyOutDir', '--logLevel', 'warn');
mkdirSync(dirname(stamp), { recursive: true });
writeFileSync(stamp, sources);

function files(directory) {
  return readdirSync(directory, { withFileTypes: true })
    .filter(entry => !['node_modules', 'dist', 'README.md'].includes(entry.name))
    .flatMap(entry => {
      const path = join(directory, entry.name);
      return entry.isDirectory() ? files(path) : [path];
    })
    .sort();
}

function hash(base, paths) {
  const digest = createHash('sha256').update(process.version);
  for (const path of paths) digest.update(relative(base, path)).update('\0').update(readFileSync(path));
  return digest.digest('hex');
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function npm(...args) {
  const { status, error } = spawnSync('npm', args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error) fail(`npm could not be started: ${error.message}`);
  if (status !== 0) fail(`npm ${args.slice(0, 3).join(' ')} failed`);
}

function fail(reason) {
  console.error(reason);
  process.exit(1);
}
