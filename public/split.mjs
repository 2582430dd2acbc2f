// Takes the app of a release apart: the views that `src/app/parts.rs` names become files that are loaded when they are
// wanted, so that the first page needs less than half of the program.
//
// rustc's own output knows what refers to what (src/app/build.rs); wasm-split-cli cuts it, wasm-bindgen and wasm-opt then
// do for every piece what Trunk did for the whole. All pieces carry one hash: they fit only each other.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FEATURES = ['bulk-memory', 'multivalue', 'mutable-globals', 'nontrapping-float-to-int', 'reference-types', 'sign-ext', 'simd'];

// A host may not know the type of such files; one that is missing may be answered with the page.
const INSTANTIATE = `
async function instantiate(fetched, imports) {
    const response = await fetched;
    if (!response.ok) throw new Error(\`\${response.url}: \${response.status}\`);
    return response.headers.get('Content-Type')?.startsWith('application/wasm')
        ? WebAssembly.instantiateStreaming(response, imports)
        : WebAssembly.instantiate(await response.arrayBuffer(), imports);
}
`;

const run = (tool, ...options) => execFileSync(tool, options, { stdio: ['ignore', 'ignore', 'inherit'] });

function every(text, pattern, replacement) {
  if (!pattern.test(text)) throw new Error(`split: nothing matches ${pattern}`);
  return text.replace(pattern, replacement);
}

// `dist` holds what Trunk made of the whole; its page is changed to load the first piece instead.
export function split(dist) {
  const target = process.env.CARGO_TARGET_DIR ?? 'target';
  const work = join(target, 'split');
  const [cut, bound, small] = ['cut', 'bound', 'small'].map(name => join(work, name));
  rmSync(work, { recursive: true, force: true });
  for (const folder of [cut, bound, small]) mkdirSync(folder, { recursive: true });

  run('wasm-split-cli', '--target', 'web', '--out-name', 'app', join(target, 'wasm32-unknown-unknown', 'release', 'app.wasm'), cut);
  run('wasm-bindgen', '--target', 'web', '--no-typescript', '--no-demangle', '--keep-lld-exports', '--out-dir', bound, '--out-name', 'app', join(cut, 'app.wasm'));

  const parts = readdirSync(cut).filter(name => name.endsWith('.wasm') && name !== 'app.wasm').sort();
  const pieces = [[join(bound, 'app_bg.wasm'), 'app_bg.wasm'], ...parts.map(name => [join(cut, name), name])];
  const wasm = pieces.map(([from, name]) => {
    // Packed memory is a thousand small segments, which compress worse.
    run('wasm-opt', '-Os', '--skip-pass=memory-packing', ...FEATURES.map(feature => `--enable-${feature}`), from, '-o', join(small, name));
    return [name, readFileSync(join(small, name))];
  });
  let app = readFileSync(join(bound, 'app.js'), 'utf8');
  let loader = readFileSync(join(cut, '__wasm_split.js'), 'utf8');

  const hash = createHash('sha256');
  for (const bytes of [app, loader, ...wasm.map(([, bytes]) => bytes)]) hash.update(bytes);
  const stem = `app-${hash.digest('hex').slice(0, 16)}`;
  const named = name => name === 'app_bg.wasm' ? `${stem}_bg.wasm` : `${stem}-${name.replace(/^split_/, '').replace('chunk_', 'shared-')}`;
  app = every(app, /from "\.\/__wasm_split\.js"/g, `from "./${stem}-parts.js"`);
  app = every(app, /'app_bg\.wasm'/g, `'${stem}_bg.wasm'`);
  loader = every(loader, /"\.\/app\.js"/g, `"./${stem}.js"`);
  loader = every(loader, /"\.\/((?:split|chunk)_\w+\.wasm)"/g, (_, name) => `"./${named(name)}"`);
  loader = every(loader, /WebAssembly\.instantiateStreaming\(src, imports\)/g, 'instantiate(src, imports)') + INSTANTIATE;

  let html = readFileSync(join(dist, 'index.html'), 'utf8');
  const [whole] = html.match(/app-[0-9a-f]+(?=\.js)/) ?? [];
  if (!whole) throw new Error('split: the page loads no app');
  for (const name of [`${whole}.js`, `${whole}_bg.wasm`]) rmSync(join(dist, name));
  const files = [[`${stem}.js`, app], [`${stem}-parts.js`, loader], ...wasm.map(([name, bytes]) => [named(name), bytes])];
  for (const [name, content] of files) writeFileSync(join(dist, name), content);

  html = html.replaceAll(whole, stem);
  const preload = new RegExp(`<link rel="modulepreload" href="\\./${stem}\\.js"[^>]*>`);
  html = every(html, preload, link => link + link.replace(`${stem}.js`, `${stem}-parts.js`));
  html = every(html, new RegExp(`(href="\\./(${stem}[^"]+)"[^>]*integrity=")[^"]+`, 'g'), (_, before, name) =>
    `${before}sha384-${createHash('sha384').update(readFileSync(join(dist, name))).digest('base64')}`);
  writeFileSync(join(dist, 'index.html'), html);
}
