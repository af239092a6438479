// A report that came over the circuit: its text is shown, and either form of it is saved as a file. The files are made here, so no address
// leads to them, and the server need not remember any of it.

const Types = { txt: 'text/plain', json: 'application/json' };

export function show(id, name, txt, json) {
  const report = document.getElementById(id);

  // Somebody who left at once is faster than this call: the place for it is gone.
  if (!report) return;
  report.querySelector('pre').textContent = txt;
  const contents = { txt, json };
  for (const button of report.querySelectorAll('[data-save]')) {
    const kind = button.dataset.save;
    button.onclick = () => save(`${name}.${kind}`, Types[kind], contents[kind]);
  }
}

function save(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();

  // Browsers read it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
