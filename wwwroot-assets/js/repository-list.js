// Moves the focus through the repository list. Only the rows in view exist, so a row that is wanted is scrolled to first and focused when
// it has been rendered. Exactly one row is a Tab stop (a roving tabindex), so Tab goes from the search to the rows and on.

const FallbackRowHeight = 48;

// By the id of their list; somebody who went back at once is faster than the call for it, and it has none.
const attached = new Map();

export function attach(id, searchId) {
  detach(id);
  const [list, search] = [document.getElementById(id), document.getElementById(searchId)];
  if (!list || !search) return;
  const keyboard = control(list, search);
  attached.set(id, keyboard);
  if (connectWizard.takeEarlyArrow(search)) keyboard.enter();
}

export function reveal(id, position) {
  attached.get(id)?.reveal(Number(position));
}

export function detach(id) {
  attached.get(id)?.detach();
  attached.delete(id);
}

function control(list, search) {
  const detached = new AbortController();
  const listen = { signal: detached.signal };
  let wanted = null;
  let isTouched = false;
  let hasPlace = false;
  let focused = null;
  let entered = null;

  const at = position => list.querySelector(`[data-position="${position}"]`);
  const isOption = element => element.getAttribute('role') === 'option';
  const rowHeight = () => list.querySelector('[data-position]')?.offsetHeight || FallbackRowHeight;
  const length = () => Number(list.dataset.length);
  const page = () => Math.max(1, Math.floor(list.clientHeight / rowHeight()) - 1);

  const stop = () => list.querySelector('[role=option][tabindex="0"]');

  function makeStop(row) {
    for (const other of list.querySelectorAll('[role=option][tabindex="0"]')) other.tabIndex = -1;
    row.tabIndex = 0;
  }

  // Where nobody has been yet, Tab goes to the first row in view, whichever that is by now.
  function keepOneStop() {
    hasPlace = hasPlace && stop() !== null;
    if (hasPlace) return;
    const top = list.getBoundingClientRect().top;
    const rows = [...list.querySelectorAll('[role=option]')];
    const row = rows.find(row => row.getBoundingClientRect().top >= top) ?? rows[0];
    if (row) makeStop(row);
  }

  // The row that had the focus may be gone: scrolled away, or no match any more. The keyboard goes on from what is in view.
  function keepFocus() {
    if (!focused || focused.isConnected) return;
    focused = null;
    if (document.activeElement === document.body) (stop() ?? search).focus({ preventScroll: true });
  }

  // Headings are stepped over in the direction of travel; at the very top there is only the other direction.
  function go(position, step, focus = true) {
    const target = Math.min(Math.max(position, 0), length() - 1);
    const row = at(target);
    if (!row) {
      wanted = { position: target, step, focus };
      list.scrollTop = Math.max(0, target * rowHeight() - list.clientHeight / 2);
      return;
    }
    if (!isOption(row)) {
      if (target + step < length()) go(target === 0 ? 1 : target + step, target === 0 ? 1 : step, focus);
      return;
    }
    wanted = null;
    hasPlace = true;
    makeStop(row);
    row.scrollIntoView({ block: focus ? 'nearest' : 'center' });
    if (focus) row.focus({ preventScroll: true });
  }

  const moves = {
    ArrowDown: position => go(position + 1, 1),
    ArrowUp: position => (position <= 1 ? search.focus() : go(position - 1, -1)),
    PageDown: position => go(position + page(), 1),
    PageUp: position => go(position - page(), -1),
    Home: () => go(0, 1),
    End: () => go(length() - 1, -1),
    Enter: (_, row) => row.click(),
    ' ': (_, row) => row.click(),
  };

  list.addEventListener('keydown', event => {
    const row = event.target.closest('[role=option]');
    const move = moves[event.key];
    if (!row || !move || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    move(Number(row.dataset.position), row);
  }, listen);

  list.addEventListener('focusin', event => {
    const row = event.target.closest('[role=option]');
    if (!row) return;
    focused = row;
    hasPlace = true;
    makeStop(row);
  }, listen);

  // Chromium says this while it removes the row, too: what it was shows once the removal is over.
  list.addEventListener('focusout', () => {
    queueMicrotask(() => {
      if (focused?.isConnected && focused !== document.activeElement) focused = null;
    });
  }, listen);

  // Enter chooses the only match, once the rows are those of what was typed.
  function chooseOnly() {
    if (entered === null || list.dataset.searched !== entered) return;
    entered = null;
    const rows = list.querySelectorAll('[role=option]');
    if (rows.length === 1) rows[0].click();
  }

  search.addEventListener('keydown', event => {
    if (event.key === 'Enter' && !event.isComposing && search.value.trim()) {
      entered = search.value;
      chooseOnly();
    }
    if (event.key !== 'ArrowDown' || event.isComposing) return;
    event.preventDefault();
    enter();
  }, listen);

  // From the search to the rows, or to the first that arrives while somebody waits there.
  function enter() {
    if (length() > 0) go(Number(stop()?.dataset.position ?? 0), 1);
    else wanted = { position: 0, step: 1, focus: true };
  }

  search.addEventListener('blur', () => { if (length() === 0) wanted = null; }, listen);

  // Another search begins at its best match.
  search.addEventListener('input', () => {
    wanted = null;
    entered = null;
    hasPlace = false;
    list.scrollTop = 0;
  }, listen);

  list.addEventListener('scroll', keepOneStop, { ...listen, passive: true });

  // What was marked for somebody is not pulled back into view once they have begun to look around.
  for (const type of ['wheel', 'pointerdown', 'keydown', 'focusin']) {
    list.addEventListener(type, () => { isTouched = true; }, { ...listen, passive: true });
  }
  for (const type of ['wheel', 'pointerdown']) {
    list.addEventListener(type, () => { wanted = null; }, { ...listen, passive: true });
  }
  search.addEventListener('input', () => { isTouched = true; }, listen);

  const rendered = new MutationObserver(() => {
    // Also where the row isn't there yet: the list may have been too short to scroll so far.
    if (wanted) go(wanted.position, wanted.step, wanted.focus);
    keepOneStop();
    keepFocus();
    chooseOnly();
  });
  rendered.observe(list, { childList: true, subtree: true, attributeFilter: ['data-searched', 'style'] });
  keepOneStop();

  return {
    enter,
    reveal(position) {
      if (!isTouched) go(position, 1, false);
    },
    detach() {
      detached.abort();
      rendered.disconnect();
    },
  };
}
