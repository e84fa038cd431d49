(() => {
  'use strict';
  const one = (query, root = document) => root.querySelector(query);
  const all = (query, root = document) => Array.from(root.querySelectorAll(query));
  const chips = all('.chip'), notice = one('#notice'), query = one('#query'), shown = one('#shown');
  const tools = one('.tools'), panel = one('#panel'), body = one('#panel .body');
  const articles = new Map(all('article[id]').map(article => [article.id, article]));
  const blocks = all('section.block').map(section => ({
    section,
    heads: all('thead th[data-n]', section),
    none: one('.none', section),
    rows: all('tbody tr', section).map(row => ({
      row,
      text: row.textContent.toLowerCase(),
      cells: all('td[data-s]', row),
      columns: all('td[data-n]', row),
    })),
  }));

  // The table as the filters leave it. A cell that is filtered out keeps its place, a row without any goes.
  const apply = () => {
    const states = new Set(chips.filter(chip => chip.getAttribute('aria-pressed') === 'true').map(chip => chip.value));
    const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0, total = 0;
    for (const block of blocks) {
      const fits = cell => !notice.value || cell.dataset.n === notice.value;
      for (const head of block.heads) head.hidden = !fits(head);
      let rows = 0;
      for (const { row, text, cells, columns } of block.rows) {
        const said = words.every(word => text.includes(word));
        let seen = 0;
        for (const column of columns) column.hidden = !fits(column);
        for (const cell of cells) {
          const on = states.has(cell.dataset.s) && fits(cell);
          cell.classList.toggle('off', !on);
          const article = articles.get(one('a', cell).hash.slice(1));
          if (article) article.hidden = !(on && said);
          if (on && said) seen += 1;
        }
        total += cells.length;
        row.hidden = !said || seen === 0;
        if (!row.hidden) { rows += 1; count += seen; }
      }
      block.section.hidden = block.heads.every(head => head.hidden);
      block.none.hidden = rows > 0;
      one('table', block.section).hidden = rows === 0;
    }
    shown.textContent = shown.dataset.form.replace('{n}', count).replace('{all}', total);
  };

  for (const chip of chips) {
    chip.addEventListener('click', () => {
      chip.setAttribute('aria-pressed', String(chip.getAttribute('aria-pressed') !== 'true'));
      apply();
    });
  }
  one('#calls').addEventListener('click', () => {
    for (const chip of chips) chip.setAttribute('aria-pressed', String('calls' in chip.dataset));
    apply();
  });
  one('#reset').addEventListener('click', () => {
    for (const chip of chips) chip.setAttribute('aria-pressed', 'true');
    notice.value = ''; query.value = '';
    apply();
  });
  notice.addEventListener('change', apply);
  query.addEventListener('input', apply);

  // The words on both sides of a cell, beside the table.
  let opener = null;
  const close = () => {
    if (panel.hidden) return;
    panel.hidden = true;
    if (opener) { opener.setAttribute('aria-expanded', 'false'); opener.focus(); opener = null; }
  };
  const open = link => {
    const article = articles.get(link.hash.slice(1));
    if (!article) return;
    if (opener) opener.setAttribute('aria-expanded', 'false');
    opener = link;
    link.setAttribute('aria-expanded', 'true');
    const copy = article.cloneNode(true);
    copy.removeAttribute('id');
    copy.hidden = false;
    body.replaceChildren(copy);
    panel.hidden = false;
    panel.scrollTop = 0;
    panel.focus();
  };
  // A text is folded until something in it is asked for.
  const unfold = hash => {
    const target = hash.length > 1 && document.getElementById(hash.slice(1));
    const folded = target && target.closest('details');
    if (folded && !folded.open) folded.open = true;
    return target;
  };
  document.addEventListener('click', event => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.closest('td')) { event.preventDefault(); open(link); return; }
    const target = unfold(link.hash);
    if (target && panel.contains(link)) {
      if (window.innerWidth < 1100) close();
      target.scrollIntoView({ block: 'center' });
    }
  });
  one('.close').addEventListener('click', close);
  document.addEventListener('keydown', event => { if (event.key === 'Escape') close(); });
  window.addEventListener('hashchange', () => { const target = unfold(location.hash); if (target) target.scrollIntoView({ block: 'center' }); });
  unfold(location.hash);

  const measure = () => document.documentElement.style.setProperty('--bar', `${tools.offsetHeight}px`);
  new ResizeObserver(measure).observe(tools);
  tools.hidden = false;
  measure();
  apply();
})();
