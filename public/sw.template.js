// Keeps the app usable without a network. precache.mjs fills in the three constants; the page shows the update toast.
//
// One build is one cache, filled whole and verified or not at all, so files of two builds never mix. A new build waits
// until the page says SKIP_WAITING: nobody loses an edit to an update.
//
// Kill switch: should a build ever have to be withdrawn, publish a sw.js of these lines only:
//   self.addEventListener('install', () => self.skipWaiting());
//   self.addEventListener('activate', event => event.waitUntil((async () => {
//     for (const name of await caches.keys()) if (name.startsWith(`solo-crm ${registration.scope} `)) await caches.delete(name);
//     await registration.unregister();
//     for (const client of await clients.matchAll({ type: 'window' })) client.navigate(client.url);
//   })()));
const BUILD = __BUILD__;
const POLICY = __POLICY__;
const FILES = new Map(__FILES__); // path below the scope ('' is the page itself) → SHA-256

// Other apps may share the origin, and with it the caches.
const OURS = `solo-crm ${registration.scope} `;
const CACHE = OURS + BUILD;
const PAGE = '';
const address = path => new URL(path, registration.scope).href;

// What another app shares waits here, whatever the build, until a page has taken it up (src/app/shared.rs): texts and
// cards for the inbox, tables and large files for the import.
const SHARED = `shared with solo-crm ${registration.scope}`;
const INBOX_NAME = /\.(vcf|txt)$/i;
const INBOX_TYPE = /^text\/(plain|x-vcard|vcard|directory)\b/i;
const INBOX_LIMIT = 1 << 20; // bytes
const MOST_CARDS = 50;

async function isForInbox(file) {
  // Systems call many a table plain text: the name knows better.
  const its = /\.\w+$/.test(file.name) ? INBOX_NAME.test(file.name) : INBOX_TYPE.test(file.type);
  if (!its || file.size > INBOX_LIMIT) return false;
  return (await file.text()).split(/BEGIN:VCARD/i).length - 1 <= MOST_CARDS;
}

async function keepShared(request) {
  const form = await request.formData();
  const cache = await caches.open(SHARED);
  const keep = (page, body, name, type) => cache.put(
    address(`shared/${page}/${crypto.randomUUID()}`),
    new Response(body, { headers: { 'Content-Type': type, 'X-Name': encodeURIComponent(name) } }),
  );
  const words = ['title', 'text', 'url'].map(name => form.get(name)).filter(value => typeof value === 'string' && value.trim());
  if (words.length) await keep('inbox', [...new Set(words)].join('\n').slice(0, INBOX_LIMIT), '', 'text/plain');
  let page = 'inbox';
  for (const file of form.getAll('files').slice(0, 20)) {
    if (!(file instanceof File) || !file.size) continue;
    const its = await isForInbox(file) ? 'inbox' : 'import';
    if (its === 'import') page = its;
    // A disk that is full must be told, not passed over.
    await keep(its, file, file.name, file.type || 'application/octet-stream').catch(() => keep(its, '', file.name, 'text/plain'));
  }
  return Response.redirect(address(page), 303);
}

async function sha256(body) {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

async function install() {
  // Everything is fetched and checked before anything is kept.
  const files = await Promise.all([...FILES].map(async ([path, expected]) => {
    const response = await fetch(address(path), { cache: 'reload' });
    const body = await response.arrayBuffer();
    if (!response.ok || await sha256(body) !== expected) throw new Error(`precache: ${path || 'the page'} is not the file of build ${BUILD}`);
    return [path, guarded(body, response)];
  }));
  try {
    const cache = await caches.open(CACHE);
    await Promise.all(files.map(([path, response]) => cache.put(address(path), response)));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function activate() {
  await clearAway();
  // Pages that came before their worker.
  for (const { id } of await windowsAndWorkers()) await note(id, await cacheOf(id));
  await clients.claim();
}

// A page keeps the build it was opened with until it is loaded anew, and so do its workers: each cache notes whom it
// answers, and goes when nobody of them is left.
const noted = id => address(`client/${id}`);
const note = (id, cache) => cache.put(noted(id), new Response()).catch(() => {}); // on a full disk it gets what is newest
const windowsAndWorkers = () => clients.matchAll({ type: 'all', includeUncontrolled: true });
const older = async () => (await caches.keys()).filter(name => name.startsWith(OURS) && name !== CACHE);

async function cacheOf(id) {
  for (const name of id ? await older() : []) {
    const cache = await caches.open(name);
    if (await cache.match(noted(id))) return cache;
  }
  return caches.open(CACHE);
}

async function clearAway() {
  const open = (await windowsAndWorkers()).map(({ id }) => noted(id));
  for (const name of await older()) {
    const kept = (await (await caches.open(name)).keys()).map(({ url }) => url);
    if (!open.some(url => kept.includes(url))) await caches.delete(name);
  }
}

async function answer({ request, clientId, resultingClientId }) {
  const { pathname } = new URL(request.url);
  const path = pathname.slice(new URL(registration.scope).pathname.length);
  const navigates = request.mode === 'navigate';
  const cache = await (navigates ? caches.open(CACHE) : cacheOf(clientId));
  const kept = resultingClientId && note(resultingClientId, cache);
  const cached = await cache.match(address(path)) ?? (navigates ? await cache.match(address(PAGE)) : undefined);
  await kept;
  if (cached) return cached;
  const response = await fetch(request);
  return guarded(response.body, response);
}

// A worker takes its policy from its own response, and a static host may send none.
function guarded(body, { status, statusText, headers }) {
  headers = new Headers(headers);
  headers.set('Content-Security-Policy', POLICY);
  headers.delete('Content-Encoding'); // the body is decoded by now
  headers.delete('Content-Length');
  return new Response(body, { status, statusText, headers });
}

self.addEventListener('install', event => event.waitUntil(install()));
self.addEventListener('activate', event => event.waitUntil(activate()));
self.addEventListener('fetch', event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  const scope = new URL(registration.scope);
  if (request.method === 'POST' && request.url === address('share')) {
    event.respondWith(keepShared(request));
  }
  if (request.method === 'GET' && origin === scope.origin && pathname.startsWith(scope.pathname)) {
    event.respondWith(answer(event));
    // What waits has answered nobody yet.
    if (request.mode === 'navigate' && !registration.installing && !registration.waiting) event.waitUntil(clearAway());
  }
});
self.addEventListener('message', event => {
  if (event.data === 'SKIP_WAITING') self.skipWaiting();
  // An active worker has a complete cache: its install would have failed otherwise.
  if (event.data === 'STATUS') {
    (event.ports[0] ?? event.source).postMessage({ ready: registration.active !== null, build: BUILD });
  }
});
