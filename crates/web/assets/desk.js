// The desk where claims are answered, and the panel that shares an answer. Loaded on these pages alone, after app.js.
const { $, byId, get, say } = globalThis.page;

// <form data-find="/path">: while somebody types, what the plain page finds takes the place of #found; ticked facts stay.
const ask = f => ['text', 'link', 'q'].map(n => [n, f.elements[n]?.value ?? '']);
async function find(f) {
  const sent = String(new URLSearchParams(ask(f))), at = new URL(f.dataset.find, location);
  for (const [n, v] of ask(f)) at.searchParams.set(n, v);
  const now = await get(at).catch(() => null), old = $('#found'), fresh = now && $('#found', now);
  if (!fresh || sent !== String(new URLSearchParams(ask(f)))) return;      // an answer to older words
  const link = $('[name=link]', now)?.value, box = f.elements.link;
  if (box && link && !box.value) { box.value = link; f.elements.text.value = $('[name=text]', now).value; }
  const kept = [...old.querySelectorAll('.choice:has(:checked)')], list = $('.factpick', fresh);
  for (const k of kept) $('#' + k.id, fresh)?.remove();
  const had = old.dataset.say; old.dataset.say = fresh.dataset.say;
  list ? $('.choice', list) ? $('.choice', list).before(...kept) : list.append(...kept) : fresh.append(...kept);
  old.replaceChildren(...fresh.childNodes); echo(f);
  if (had !== old.dataset.say) say(old.dataset.say, $('#live'));
}
// [data-from=name] says what stands in that field, or what its ticked choices say.
function echo(f) {
  for (const o of f.querySelectorAll('[data-from]')) {
    const on = [...f.querySelectorAll(`[name=${o.dataset.from}]`)].map(e => e.dataset.say ? e.checked && e.dataset.say : e.value.trim());
    o.textContent = on.filter(Boolean).join(' · ') || (o.dataset.empty ?? '');
  }
}
function quote(b) {
  const f = b.form, t = f.elements[b.dataset.into], [fact, , ...rest] = b.value.split(' ');
  t.value = `${t.value.trimEnd()} ${rest.join(' ')}`.trim(); $(`#fact-${fact}`).checked = true;
  t.dispatchEvent(new Event('input', { bubbles: true })); say(b.dataset.said);
}

addEventListener('input', e => {
  const t = e.target, f = t.form;
  if (f?.dataset.find && ['text', 'q'].includes(t.name)) { clearTimeout(f.t); f.t = setTimeout(find, 250, f); }
  if (f) echo(f);
});
function copy(b) {
  const from = byId(b.dataset.copy);
  navigator.clipboard?.writeText(from.value).then(() => say(b.dataset.said), () => from.select());
}
addEventListener('click', e => {
  const into = e.target.closest?.('[data-into]'), from = e.target.closest?.('[data-copy]');
  if (into) { e.preventDefault(); quote(into); }
  if (from) copy(from);
});
document.querySelectorAll('form:has([data-from])').forEach(echo);
