// Progressive enhancement for server-rendered pages: everything works without this file.
// The server speaks patches: <patch-el target="#id" swap="replace|inner|append|prepend|remove|text|toast|errors|go">html</patch-el>
const TYPE = 'text/vnd.app.patch+html', root = document.documentElement, words = document.body.dataset;
const $ = (s, r = document) => r.querySelector(s);
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const policy = globalThis.trustedTypes?.createPolicy('app-patch', { createHTML: s => s }) ?? { createHTML: s => s };
const parse = html => { const t = document.createElement('template'); t.innerHTML = policy.createHTML(html); return t.content; };
const say = (text, at = $('#toast')) => { if (!at) return; at.textContent = text; clearTimeout(at.t); at.t = setTimeout(() => at.textContent = '', 6000); };

// New posts always wait behind the pill: nothing moves until the reader asks.
const held = document.createDocumentFragment();
const pill = $('#newpill');
const seek = s => $(s) ?? $(s, held);
const byId = id => document.getElementById(id) ?? held.getElementById(id);
function hold(nodes) {
  for (const n of nodes) if (n.id && !byId(n.id)) held.prepend(n);
  count();
}
function count() {
  const n = held.childElementCount, was = pill.hidden;
  pill.hidden = !n;
  pill.textContent = n === 1 ? pill.dataset.one : pill.dataset.many.replace('{n}', n);
  if (n && was) say(pill.textContent, $('#live'));       // announced once, not for each post
}
function release() {
  const feed = $('[data-hold]'), first = held.firstElementChild;
  if (held.childElementCount > 100) return location.reload();
  $('.empty', feed)?.remove();
  feed.prepend(held); scan(feed); count();
  first.tabIndex = -1; first.focus({ preventScroll: true });
  first.scrollIntoView({ block: 'center', behavior: calm.matches ? 'auto' : 'smooth' });
}

function apply(html, { live = false, form } = {}) {
  const work = () => {
    const focus = document.activeElement?.id;
    for (const p of parse(html).querySelectorAll('patch-el')) {
      const at = p.getAttribute('target'), how = p.getAttribute('swap'), to = at && seek(at);
      if (how === 'toast') say(p.textContent);
      else if (how === 'errors') errors(form, p);
      else if (how === 'go') go(at);
      else if (to && live && how === 'prepend' && to.matches('[data-hold]')) hold([...p.childNodes]);
      else if (to) put(to, how, p);
    }
    if (focus && document.activeElement === document.body) document.getElementById(focus)?.focus({ preventScroll: true });
  };
  document.startViewTransition && !calm.matches && !live ? document.startViewTransition(work) : work();
}
function put(to, how, p) {
  const kids = [...p.childNodes];
  if (how === 'append' || how === 'prepend') kids.forEach(k => k.id && byId(k.id)?.remove());      // never twice
  if (how === 'prepend' && to.matches('.feed')) $('.empty', to)?.remove();
  if (how === 'remove') to.remove();
  else if (how === 'text') to.textContent = p.textContent;
  else to[{ replace: 'replaceWith', inner: 'replaceChildren', append: 'append', prepend: 'prepend' }[how]](...kids);
  if (pill) count();
  scan(document);
  if (how === 'replace') kids.forEach(k => k.querySelector?.('.guard')?.focus());  // help that came with a form is read first
}
const go = path => { const u = new URL(path, location); if (u.pathname + u.search === location.pathname + location.search) location.reload(); else location.assign(u); };
function clean(form) {
  form.querySelectorAll('.errors, .guard').forEach(e => e.remove());
  form.querySelectorAll('[aria-invalid]').forEach(e => e.removeAttribute('aria-invalid'));
}
function errors(form, p) {
  if (!form) return;
  form.prepend(...p.childNodes);
  for (const a of form.querySelectorAll('.errors a')) {
    const f = form.elements[a.hash.slice(3)];
    if (f?.setAttribute) { f.setAttribute('aria-invalid', 'true'); a.onclick = e => { e.preventDefault(); const d = f.closest('details'); if (d) d.open = true; f.focus(); }; }
  }
  $('.errors, .guard', form)?.focus();
}

// <form data-live> is sent without a reload; data-optimistic flips the button at once and back on failure.
addEventListener('submit', async e => {
  const f = e.target, b = e.submitter;
  if (!f.matches('form[data-live]')) return;
  e.preventDefault();
  if (f.ariaBusy) return;
  const data = new URLSearchParams(new FormData(f, b)), undo = f.hasAttribute('data-optimistic') && b ? flip(b) : null;
  f.ariaBusy = 'true'; clean(f);                         // the button that was pressed may go with a panel
  try {
    const r = await fetch(f.action, { method: 'post', body: data, headers: { Accept: TYPE } });
    const patch = r.headers.get('content-type')?.startsWith(TYPE);
    if (patch) apply(await r.text(), { form: f });
    if (!r.ok) { undo?.(); if (!patch && b) say(words.failed); return; }
    if (!patch) return location.assign(r.url);
    if (f.hasAttribute('data-reset')) { f.reset(); f.querySelectorAll('[data-count]').forEach(left); }
    f.closest('[popover]')?.hidePopover();
  } catch { undo?.(); b && say(words.offline); }      // what nobody pressed fails in silence
  finally { f.ariaBusy = null; }
});
function flip(b) {
  const on = b.ariaPressed === 'true', n = $('[data-n]', b);
  const set = (v, d) => { b.ariaPressed = v; if (n) n.textContent = +n.textContent + d || ''; };
  set(!on, on ? -1 : 1); return () => set(on, on ? 1 : -1);
}

// One event stream a page, closed while the tab is hidden; what was missed meanwhile waits behind the pill, too.
let stream, missed = false;
function listen() {
  const at = $('[data-sse]')?.dataset.sse ?? words.bell; stream?.close(); stream = null;
  if (document.hidden) { missed = true; return; }
  $('form[data-seen]')?.requestSubmit();                 // what was looked at is not new the next time
  if (!at) return;
  stream = new EventSource(at);
  stream.addEventListener('patch', e => apply(e.data, { live: true }));
  stream.onopen = () => { if (missed) catchUp(); missed = false; };
  stream.onerror = () => missed = true;
}
const page = async url => { const r = await fetch(url, { headers: { Accept: 'text/html' } }); if (!r.ok) throw r; return parse(await r.text()); };
async function catchUp() {
  const feed = $('[data-hold]'); if (!feed) return;
  const now = $('#' + feed.id, await page(location.href).catch(() => document));
  const all = [...now.children], known = all.findIndex(c => c.id && byId(c.id));
  hold(all.slice(0, known < 0 ? all.length : known).reverse());
}
addEventListener('visibilitychange', listen);
addEventListener('pagehide', () => stream?.close());
addEventListener('pageshow', e => e.persisted && (missed = true, listen()));

// "Show more" loads itself when it comes near, three times; then the reader decides, and the foot of the page is in reach.
let loads = 0;
const near = new IntersectionObserver(seen => seen.forEach(x => x.isIntersecting && loads < 3 && more(x.target)), { rootMargin: '900px' });
async function more(a) {
  if (a.ariaBusy) return;
  a.ariaBusy = 'true'; near.unobserve(a); loads++;
  try {
    const next = await page(a.href), list = document.getElementById(a.dataset.more), link = $('#more', next);
    const fresh = [...next.getElementById(a.dataset.more).children].filter(c => !(c.id && byId(c.id)));
    const focused = document.activeElement === a;
    list.append(...fresh);
    link ? a.replaceWith(link) : a.parentElement.remove();
    if (focused && fresh[0]) { fresh[0].tabIndex = -1; fresh[0].focus({ preventScroll: true }); }
    scan(document);
  } catch { a.ariaBusy = null; say(words.offline); }
}

const skew = words.now - Date.now();                       // the server's clock is the one that counts
const ago = words.ago.split('|');
const full = new Intl.DateTimeFormat(root.lang, { dateStyle: 'long', timeStyle: 'short' });
function scan(r) {
  r.querySelectorAll('a[data-more]').forEach(a => near.observe(a));
  r.querySelectorAll('time[data-ago]').forEach(t => {
    const at = new Date(t.dateTime), m = (at - Date.now() - skew) / 6e4;
    t.title = full.format(at);
    const step = m > -60 ? 0 : m > -1440 ? 1 : 2;
    if (m <= -1 && m > -10080) t.textContent = ago[step].replace('{n}', Math.floor(-m / [1, 60, 1440][step]));
  });
  r.querySelectorAll('textarea[data-count]').forEach(left);
  if (navigator.share) r.querySelectorAll('a[data-share][hidden]').forEach(a => a.hidden = false);
}
function left(t) {
  let out = t.nextElementSibling;
  if (!out?.matches('.left')) { out = document.createElement('span'); out.className = 'left'; out.ariaHidden = 'true'; t.after(out); }
  const n = t.maxLength - t.value.length; out.textContent = n < t.maxLength / 5 ? n : '';
}
addEventListener('input', e => {
  if (e.target.matches('textarea[data-count]')) left(e.target);
});

addEventListener('click', e => {
  const on = s => e.target.closest?.(s), a = on('a[href]');
  if (on('#newpill')) release();
  else if (on('a[data-more]')) { e.preventDefault(); more(a); }
  else if (on('[data-leave]')) { e.preventDefault(); document.body.hidden = true; location.replace(a.href); }
  else if (on('[data-share]') && navigator.share) { e.preventDefault(); navigator.share({ url: a.href }).catch(() => {}); }
  else if (a?.origin === location.origin && !a.hash) {                  // ?lang= goes along with a reader who has no account
    const lang = new URLSearchParams(location.search).get('lang'), u = new URL(a.href);
    if (lang && !u.searchParams.has('lang')) { u.searchParams.set('lang', lang); a.href = u; }
  }
});
addEventListener('keydown', e => e.key === 'Escape' && !$(':popover-open') && $('[data-leave]') && (say.esc = (e.timeStamp - (say.at ?? 0) < 900 ? say.esc : 0) + 1, say.at = e.timeStamp, say.esc > 2) && $('[data-leave]').click());
globalThis.page = { $, byId, get: page, say };             // for the scripts that only some pages have
scan(document); listen(); setInterval(() => scan(document), 6e4);
