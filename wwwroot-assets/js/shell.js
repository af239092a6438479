// The theme switch, what happens when the circuit is gone, and what else needs no circuit; and the one way in which a circuit calls a script.

// A module is loaded when it is called for the first time.
globalThis.connectWizard = {
  async call(module, name, values) {
    return void await (await import(new URL(module, document.baseURI)))[name](...values);
  },
  zone,
  takeEarlyArrow,
};

// Arrow Down in the search box of a list whose keyboard is not attached yet: it is made up for when it is.
let earlyArrow = null;

document.addEventListener('keydown', event => {
  earlyArrow = event.key === 'ArrowDown' && !event.defaultPrevented && event.target.matches?.('[data-opens-list]') ? event.target : null;
});

function takeEarlyArrow(search) {
  const isEarly = earlyArrow === search && document.activeElement === search;
  earlyArrow = null;
  return isEarly;
}

function zone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function remember(name, value) {
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`;
}

remember('cw-zone', zone());

// "4 minutes ago" moves on by itself, in the words of Timestamp; the next page says the day where it has become one.
setInterval(() => {
  for (const time of document.querySelectorAll('time[data-relative]')) {
    const minutes = Math.floor((Date.now() - Date.parse(time.dateTime)) / 60_000);
    const [count, unit] = minutes < 60 ? [minutes, 'minute'] : [Math.floor(minutes / 60), 'hour'];
    if (minutes >= 1 && time.firstChild) time.firstChild.nodeValue = `${count} ${unit}${count === 1 ? '' : 's'} ago`;
  }
}, 60_000);

// What a press has begun below the window.
export function bringIntoView(id) {
  document.getElementById(id)?.scrollIntoView();
}

// What a press has opened: it is seen from its top, and its first field has the focus.
export function goTo(id, field) {
  document.getElementById(id)?.scrollIntoView();
  document.getElementById(field)?.focus({ preventScroll: true });
}

export function focusOn(id) {
  document.getElementById(id)?.focus();
}

// A form was refused: the first field that has a message.
export function focusInvalid() {
  (document.activeElement?.closest('form') ?? document).querySelector('[aria-invalid=true]')?.focus();
}

const root = document.documentElement;

function effectiveTheme() {
  return root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}

document.addEventListener('click', event => {
  if (!event.target.closest?.('[data-theme-toggle]')) return;
  const theme = effectiveTheme() === 'dark' ? 'light' : 'dark';
  root.dataset.theme = theme;
  remember('cw-theme', theme);
});

// What a press does often comes with a message that goes or a part that folds, and a page fills while somebody presses a link: then what is
// pressed moves away under a pointer that is down.
// The press still counts, unless the pointer itself has left.
let heldAt = null;

document.addEventListener('pointerdown', event => {
  const held = event.button === 0 ? event.target.closest?.('button:enabled, a[href]') : null;
  held?.setPointerCapture(event.pointerId);
  heldAt = held && { x: event.clientX, y: event.clientY };
});

document.addEventListener('pointermove', event => {
  if (!heldAt || Math.hypot(event.clientX - heldAt.x, event.clientY - heldAt.y) < 10) return;
  if (event.target.hasPointerCapture?.(event.pointerId)) event.target.releasePointerCapture(event.pointerId);
  heldAt = null;
});

// A second after the last key in a field that is stored, its text goes to the circuit: who dies or leaves next loses little. A secret stays here.
let typingPause = 0;
globalThis.Blazor?.registerCustomEventType('typingpause', { createEventArgs: event => ({ value: event.detail }) });

document.addEventListener('input', event => {
  const input = event.target;
  if (!input.closest?.('[data-saves]')) return;
  clearTimeout(typingPause);
  typingPause = setTimeout(() => {
    input.dispatchEvent(new CustomEvent('typingpause', { bubbles: true, detail: input.type === 'password' ? '' : input.value }));
  }, 1000);
});

document.addEventListener('change', () => clearTimeout(typingPause));

// When the circuit starts, its picture of the page takes the place of the server's, element by element. A press that begins on a link of the
// one and ends on the same link of the other is no click to the browser, and still counts; so does one on a button of the server's picture.
let pressed = null;

const aim = control => control.href ?? likeness(control);

document.addEventListener('pointerdown', event => {
  const control = event.button === 0 ? event.target.closest?.('a[href], [data-interactive=false] button:enabled') : null;
  pressed = control && { control, aim: aim(control) };
});

document.addEventListener('pointerup', event => {
  if (pressed?.control.isConnected === false) {
    const control = event.target.closest?.('a[href], button:enabled');
    if (control && aim(control) === pressed.aim) control.dispatchEvent(new MouseEvent('click', event));
  }
  pressed = null;
});

// What had the focus in the server's picture is gone with it, too, as it is when a part of the page is made anew: its twin gets it.
let focused = null;

function likeness(element) {
  const named = element.closest('[data-testid]');
  const own = [element.localName, element.id, element.getAttribute('href')].join(' ');
  return [own, named?.dataset.testid, named === element ? '' : element.textContent.trim()].join(' ');
}

const keep = element => ({ element, likeness: likeness(element), places: [...placesOf(element)] });

function* placesOf(element) {
  for (let place = element.parentElement?.closest('section, main'); place; place = place.parentElement?.closest('section, main')) yield place;
}

function twinOf(kept) {
  return kept.element.isConnected ? kept.element : [...document.querySelectorAll(kept.element.localName)].find(other => likeness(other) === kept.likeness);
}

// The heading of the card that something was in.
function headingOf(kept) {
  const place = kept.places.find(it => it.isConnected);
  return place?.querySelector('h1, h2, h3') ?? place;
}

function focusText(element) {
  if (!element.matches('[tabindex]')) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

document.addEventListener('focusin', event => {
  focused = keep(event.target);
});

// A press opens a form: its first field gets the focus, or its heading where it has none; and when it goes, what opened it gets the focus back.
// An entry of a menu is gone by then, its menu's button isn't.
const forms = new Map();
let opener = null;
let turned = null;

document.addEventListener('click', event => {
  const control = event.target.closest?.('button, a[href]');
  if (control && !control.closest('.mud-popover')) opener = control.matches('a') ? null : keep(control);
}, true);

function begin(form) {
  const field = form.querySelector('input:enabled:not([type=hidden]), select:enabled, textarea:enabled');
  form.scrollIntoView({ block: 'nearest' });
  if (field) field.focus({ preventScroll: true });
  else focusText(form.querySelector('h2, h3') ?? form);
}

// A menu that closes gives the focus to its button, after the form that was chosen in it has got it.
document.addEventListener('focusin', event => {
  if (turned?.from !== event.target) return;
  const { form } = turned;
  turned = null;
  if (form.isConnected) begin(form);
});

for (const act of ['pointerdown', 'keydown']) document.addEventListener(act, () => { turned = null; }, true);

function turnFocus() {
  const begun = [...document.querySelectorAll('[data-opened]')].filter(form => !forms.has(form));
  const gone = [...forms.keys()].filter(form => !form.isConnected);
  const openers = gone.map(form => forms.get(form)).filter(kept => kept);
  for (const form of begun) forms.set(form, opener);
  for (const form of gone) forms.delete(form);
  if (opener && begun.length > 0) {
    turned = { form: begun.at(-1), from: opener.element };
    begin(turned.form);
  } else if (document.activeElement === document.body && focused) {
    if (!focused.element.isConnected) restore(openers);
    else if (focused.isWaiting && !focused.element.disabled) focused.element.focus({ preventScroll: true });
  }
  // A button that is busy loses the focus until it isn't.
  if (focused) focused.isWaiting = focused.element.disabled;
}

function restore(openers) {
  const lost = focused;
  focused = null;
  const twin = openers.map(twinOf).find(it => it) ?? twinOf(lost);
  if (twin) {
    twin.focus({ preventScroll: true });
    return;
  }
  const heading = lost.element.localName === 'button' ? headingOf(openers[0] ?? lost) : null;
  if (heading) focusText(heading);
}

// When a step follows another in the same circuit, its heading is read, and the next Tab is in the step. At once: a call from the server could
// take the focus from where somebody is by then.
const headingText = () => document.querySelector('[data-takes-focus]')?.textContent;
let heading = headingText();

new MutationObserver(() => {
  const text = headingText();
  if (text && text !== heading) {
    focused = null;
    document.querySelector('[data-takes-focus]').focus();
  }
  heading = text;
  turnFocus();
}).observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });

// A check opens and closes its groups by itself. What is below them slides to its new place, so that nothing jumps under a pointer or an eye.
const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
let places = new Map();
let scrolledTo = 0;

function slide() {
  const [before, hasScrolled] = [places, scrollY !== scrolledTo];
  [places, scrolledTo] = [new Map(), scrollY];
  for (const part of document.querySelectorAll('[data-slides]')) {
    const top = part.offsetTop;
    places.set(part, top);
    if (reducedMotion.matches || (before.get(part) ?? top) === top || (hasScrolled && part.matches('.action-bar'))) continue;

    // From where it is seen now: it may be on its way still.
    const from = before.get(part) - top + new DOMMatrix(getComputedStyle(part).transform).m42;
    part.animate([{ transform: `translateY(${from}px)` }, { transform: 'none' }], { duration: 200, easing: 'ease-out' });
  }
}

new MutationObserver(slide).observe(document.body, { childList: true, subtree: true, characterData: true, attributeFilter: ['open', 'style'] });
addEventListener('resize', () => { places = new Map(); });

document.addEventListener('click', async event => {
  const button = event.target.closest?.('[data-copy]');
  if (!button) return;
  const text = document.getElementById(button.dataset.copy)?.textContent;
  if (text == null) return;
  await navigator.clipboard.writeText(text);
  confirm(document.querySelector(`[data-copied-for="${button.dataset.copy}"]`));
  const said = button.querySelector('[data-copied]');
  if (!said) return;
  const label = button.querySelector('[data-label]');
  said.hidden = false;
  if (label) label.hidden = true;
  setTimeout(() => {
    said.hidden = true;
    if (label) label.hidden = false;
  }, 2000);
});

// Said beside the button, in a live region.
function confirm(region) {
  if (!region) return;
  region.textContent = region.dataset.text;
  setTimeout(() => { region.textContent = ''; }, 2000);
}

// Blazor sets classes on the reconnect element. While it shows, the page is inert: what looks usable is. A circuit that the server
// no longer has is not coming back, and everything answered is in the draft, so the page is loaded anew.
const modal = document.getElementById('components-reconnect-modal');
if (modal) {
  new MutationObserver(() => {
    const gone = ['show', 'failed', 'rejected'].some(state => modal.classList.contains(`components-reconnect-${state}`));
    document.querySelector('.app')?.toggleAttribute('inert', gone);
    if (modal.classList.contains('components-reconnect-rejected')) location.reload();
    if (modal.classList.contains('components-reconnect-failed')) whenBack(() => location.reload());
  }).observe(modal, { attributes: true, attributeFilter: ['class'] });
}

let waiting = false;

async function whenBack(open) {
  if (waiting) return;
  waiting = true;
  for (;;) {
    await new Promise(resolve => setTimeout(resolve, 2000));
    try {
      if ((await fetch('/health/ready', { cache: 'no-store' })).ok) {
        open();
        return;
      }
    } catch {
      // Still away.
    }
  }
}

// A page that stands in for one that can't answer now. It may have answered a form, which is not sent again.
const reload = document.querySelector('[data-reload]')?.dataset.reload;
if (reload) whenBack(() => location.replace(reload));
