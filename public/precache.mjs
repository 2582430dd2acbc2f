// Finishes a build: takes the app of a release apart (split.mjs), sets the base address, the security policy and the
// service worker's list of files.
//
//   node public/precache.mjs [DIR] [--base /crm/] [--compress]
//
// Trunk runs it after each build (DIR and base then come from its environment); `make dist` runs it again with
// --compress. Running it twice is harmless, so a finished build can be moved to another base.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { split } from './split.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { base: { type: 'string' }, compress: { type: 'boolean', default: false } },
});
const dist = positionals[0] ?? process.env.TRUNK_STAGING_DIR ?? 'dist';
const here = dirname(fileURLToPath(import.meta.url));

// Made here, read by hosts or by the browser itself, or already compressed: not part of the app's files.
const NOT_CACHED = /^(404\.html|sw\.js|_headers|_redirects|\.nojekyll|icons-LICENSE\.txt)$|\.(br|gz|d\.ts)$/;

const digest = (bytes, encoding) => createHash('sha256').update(bytes).digest(encoding);
const read = name => readFileSync(join(dist, name), 'utf8');
const write = (name, text) => writeFileSync(join(dist, name), text);
const files = () => readdirSync(dist, { recursive: true })
  .filter(name => statSync(join(dist, name)).isFile())
  .map(name => name.split(sep).join('/'))
  .sort();

function once(text, pattern, replacement) {
  if (!pattern.test(text)) throw new Error(`index.html: nothing matches ${pattern}`);
  return text.replace(pattern, () => replacement);
}

function baseAddress() {
  const wanted = options.base ?? process.env.PUBLIC_URL;
  if (wanted === undefined) return undefined;
  if (!/^\/([\w.~-]+\/)*$/.test(wanted.replace(/\/?$/, '/'))) throw new Error(`the base must be a path like /crm/, not ${wanted}`);
  return wanted.replace(/\/?$/, '/');
}

function policy(html) {
  const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, code]) => `'sha256-${digest(code, 'base64')}'`);
  return [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' ${inline.join(' ')}`.trim(),
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'self'",
    "form-action 'none'",
    "object-src 'none'",
  ].join('; ');
}

// One file for all styles: each request takes its way through the service worker.
function joinStyles(html) {
  const links = [...html.matchAll(/<link rel="stylesheet" href="\.\/([^"]+)"[^>]*>\s*/g)];
  if (links.length < 2) return html;
  const css = links.map(([, name]) => read(name)).join('');
  const style = `style-${digest(css, 'hex').slice(0, 16)}.css`;
  for (const [, name] of links) rmSync(join(dist, name));
  write(style, css);
  const integrity = createHash('sha384').update(css).digest('base64');
  const [first, ...others] = links.map(([link]) => link);
  html = others.reduce((text, link) => text.replace(link, ''), html);
  return html.replace(first, `<link rel="stylesheet" href="./${style}" integrity="sha384-${integrity}">\n`);
}

// Trunk says what it has built; run by itself, this finds the app in pieces.
if (process.env.TRUNK_PROFILE === 'release') split(dist);

// Compressed copies of an earlier run would be stale.
for (const name of files().filter(name => /\.(br|gz)$/.test(name))) rmSync(join(dist, name));

let html = joinStyles(read('index.html'));
const base = baseAddress();
if (base) html = once(html, /<base\s+href="?[^">]*"?\s*\/?>/, `<base href="${base}">`);
const rules = policy(html);
html = once(html, /<meta\s+http-equiv="?Content-Security-Policy"?\s+content="[^"]*"\s*\/?>/i,
  `<meta http-equiv="Content-Security-Policy" content="${rules}">`);
write('index.html', html);
write('404.html', html);

// A page cannot forbid its framing in a meta tag; a header can.
const header = `${rules}; frame-ancestors 'none'`;
write('_headers', `/*
  Content-Security-Policy: ${header}
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Cross-Origin-Opener-Policy: same-origin
  Cache-Control: no-cache
`);
write('_redirects', '/* /index.html 200\n');
write('.nojekyll', '');

const list = files()
  .filter(name => !NOT_CACHED.test(name))
  .map(name => [name === 'index.html' ? '' : name, digest(readFileSync(join(dist, name)), 'hex')]);
const build = digest(JSON.stringify(list) + header, 'hex').slice(0, 16);
const worker = readFileSync(join(here, 'sw.template.js'), 'utf8');
const fill = { __BUILD__: JSON.stringify(build), __POLICY__: JSON.stringify(header), __FILES__: `[\n${list.map(entry => `  ${JSON.stringify(entry)},\n`).join('')}]` };
write('sw.js', worker.replace(/__(BUILD|POLICY|FILES)__/g, name => fill[name]));

if (options.compress) {
  for (const name of files().filter(name => /\.(html|css|js|wasm|svg|webmanifest|txt)$/.test(name))) {
    const bytes = readFileSync(join(dist, name));
    writeFileSync(join(dist, `${name}.gz`), gzipSync(bytes, { level: 9 }));
    writeFileSync(join(dist, `${name}.br`), brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }));
  }
}
if (options.compress) {
  // The page starts with the first file of the app; the others follow when they are wanted.
  const kilobytes = pattern => Math.round(files().filter(name => pattern.test(name)).reduce((sum, name) => sum + statSync(join(dist, name)).size, 0) / 1024);
  console.log(`wasm, brotli: page ${kilobytes(/^app-\w+_bg\.wasm\.br$/)} KB, loaded later ${kilobytes(/^app-\w+-.*\.wasm\.br$/)} KB`);
}
const size = list.reduce((sum, [name]) => sum + statSync(join(dist, name || 'index.html')).size, 0);
console.log(`build ${build}: ${list.length} files, ${Math.round(size / 1024)} KB`);
