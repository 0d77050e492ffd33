// Small comforts on top of pages that work without any of this. No state is kept here but unsent drafts of this tab.
(() => {
  'use strict';

  const isTyping = (target) => target.closest('input, textarea, select, [contenteditable]');

  // "/" goes to the search box, "n" to a new complaint; Alt with a digit to a section of a long form, Ctrl+Enter sends it, a bare digit chooses a segment.
  document.addEventListener('keydown', (event) => {
    if (event.isComposing) return; // Chinese input is still choosing characters
    if (event.key === '/' && !event.ctrlKey && !event.altKey && !event.metaKey && !isTyping(event.target)) {
      const search = document.querySelector('[data-search]');
      if (search) { event.preventDefault(); search.focus(); search.select(); }
      return;
    }
    if (event.key === 'n' && !event.ctrlKey && !event.altKey && !event.metaKey && !isTyping(event.target)) {
      document.querySelector('[data-new]')?.click();
      return;
    }
    const digit = /^Digit([0-9])$/.exec(event.code)?.[1];
    if (digit && !event.altKey && !event.ctrlKey && !event.metaKey && event.target.matches('input[type=radio]')) {
      const radio = event.target.closest('[role=radiogroup]')?.querySelector(`[data-digit="${digit}"]`);
      if (radio) { event.preventDefault(); radio.checked = true; radio.focus(); radio.dispatchEvent(new Event('change', { bubbles: true })); }
      return;
    }
    const form = document.querySelector('form[data-keys]');
    if (!form) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && form.contains(event.target)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector('[data-main]') ?? undefined);
    } else if (event.altKey && digit && !form.querySelector(`[accesskey="${digit}"]`)) {
      const field = form.querySelector(`[data-section="${digit}"] :is(input, textarea, select):not([type=hidden], :disabled)`);
      if (field) { event.preventDefault(); field.focus(); }
    }
  });

  // One click, one complaint: buttons rest from submit until the answer.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.method === 'dialog' || form.hasAttribute('data-repeat')) return;
    if (form.dataset.sending) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    form.dataset.sending = 'true';
    setTimeout(() => { // after the browser or htmx has read the values, the pressed button's among them
      if (event.defaultPrevented && !form.matches('.htmx-request')) release(form);
      else buttons(form).forEach((button) => { button.disabled = true; });
    });
  }, true);
  const buttons = (form) => form.querySelectorAll('button:not([type=button])');
  const release = (form) => {
    delete form.dataset.sending;
    buttons(form).forEach((button) => { button.disabled = false; });
  };
  document.addEventListener('htmx:afterRequest', (event) => {
    const form = event.target.closest?.('form');
    if (form) release(form);
  });
  window.addEventListener('pageshow', () => document.querySelectorAll('form[data-sending]').forEach(release)); // came back by the back button

  // Drafts: a form with data-draft="/complaints/draft" is posted there two seconds after the last keystroke;
  // the server answers with the words to show: 草稿已自动保存 15:29:48.
  const waiting = new WeakMap();
  document.addEventListener('input', (event) => {
    const form = event.target.closest('form[data-draft]');
    if (!form) return;
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(() => saveDraft(form), 2000));
  });
  async function saveDraft(form) {
    if (form.dataset.sending || !form.isConnected) return;
    const status = document.querySelector('[data-draft-status]');
    const words = await fetch(form.dataset.draft, { method: 'POST', body: new FormData(form) })
      .then((answer) => (answer.ok ? answer.text() : null), () => null);
    if (status) {
      status.classList.toggle('is-failed', words === null);
      status.textContent = words ?? '草稿没有保存上，请检查网络，页面先不要关';
    }
  }

  // A box over a column of boxes ticks them all; the form may be sent without it.
  document.addEventListener('change', (event) => {
    const all = event.target.closest('[data-all]');
    if (!all) return;
    all.form.querySelectorAll(`input[type=checkbox][name="${all.dataset.all}"]`).forEach((box) => { box.checked = all.checked; });
  });

  // A file that is too large is not even sent.
  document.addEventListener('change', (event) => {
    const input = event.target.closest('input[type=file][data-most]');
    if (!input) return;
    input.setCustomValidity([...input.files].some((file) => file.size > Number(input.dataset.most)) ? input.dataset.mostWords : '');
    input.reportValidity();
  });

  // After a swap: the list of errors gets the focus, or the new page; open menus close.
  const settle = (root) => {
    const errors = root.querySelector?.('[data-focus]');
    if (errors) errors.focus({ preventScroll: false });
    return errors;
  };
  document.addEventListener('htmx:afterSettle', (event) => {
    if (event.target.id === 'panel') event.target.querySelector('input:not([type=hidden]), textarea, select')?.focus({ preventScroll: true });
    else if (!settle(event.target) && event.detail.boosted && event.target === document.body) document.getElementById('main')?.focus({ preventScroll: true });
  });
  document.addEventListener('DOMContentLoaded', () => settle(document));
  document.addEventListener('click', (event) => {
    document.querySelectorAll('details:is(.sw-me, .sw-drop, .sw-dock-more)[open]').forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    if (event.target.closest('[data-print]')) window.print();
  });

  // A part of a page that follows what others do: data-live names a stream of events, data-version what is shown. On a change the page is
  // fetched and the part replaced, but for the field being typed in. Without the stream the page is whole and is reloaded by hand.
  let stream;
  const refresh = async (version) => {
    const live = document.querySelector('[data-live]');
    if (!live || live.dataset.version === version) return;
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
    const fresh = answer.ok && !answer.redirected && new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(live.id);
    if (fresh) Idiomorph.morph(live, fresh, { morphStyle: 'outerHTML', ignoreActiveValue: true });
  };
  const follow = () => {
    const live = document.querySelector('[data-live]');
    if (stream && stream.address !== live?.dataset.live) {
      stream.close();
      stream = undefined;
    }
    if (!live || stream) return;
    stream = new EventSource(live.dataset.live);
    stream.address = live.dataset.live;
    stream.addEventListener('changed', (event) => refresh(event.data));
  };
  document.addEventListener('htmx:afterSettle', follow);
  document.addEventListener('DOMContentLoaded', follow);

  // Clocks of which every second counts: data-due is when they run out.
  setInterval(() => document.querySelectorAll('[data-due]').forEach((clock) => {
    const left = Math.floor((Date.parse(clock.dataset.due) - Date.now()) / 1000);
    const two = (number) => String(number).padStart(2, '0');
    clock.lastElementChild.textContent = left < 0 ? '超期'
      : left < 3600 ? `${two(Math.floor(left / 60))}:${two(left % 60)}` : `${Math.floor(left / 3600)}:${two(Math.floor(left / 60) % 60)}:${two(left % 60)}`;
  }), 1000);

  // An answer of the wrong kind of page (signed out, machine down) must not be lost silently.
  document.addEventListener('htmx:sendError', () => {
    const area = document.getElementById('flash');
    if (area) area.textContent = '没有连上服务器，刚才的操作没有保存。请稍后重试。';
  });
})();
