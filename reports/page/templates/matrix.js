(() => {
const all = (s, r = document) => [...r.querySelectorAll(s)], id = i => document.getElementById(i);
const form = id('filters'), box = id('look'), seen = new Map();
const cells = all('.matrix td[data-o]'), rows = all('.matrix .row');
const judged = c => +!c.matches('.not_testable'), total = cells.filter(judged).length;
const words = (cell, row) => {
if (!seen.has(cell)) {
const full = id('f' + cell.id.slice(1));
seen.set(cell, (row.cells[0].textContent + (full ? full.textContent : cell.textContent)).toLowerCase());
}
return seen.get(cell);
};
const filter = () => {
const f = new FormData(form), o = f.get('o'), v = f.get('v').split(' '), s = f.get('s'), c = f.get('c');
const q = f.get('q').toLowerCase().split(/\s+/).filter(Boolean);
let duties = 0, shown = 0;
all('.matrix thead [data-o], .whose').forEach(e => { e.hidden = o && e.dataset.o !== o; });
rows.forEach(row => {
const part = !s || row.parentNode.dataset.s === s;
let any = false;
all('td', row).forEach(cell => {
const mine = !o || cell.dataset.o === o;
const fits = mine && part && (!v[0] || v.includes(cell.classList[0])) && (!c || 'c' in cell.dataset)
&& (!q.length || q.every(w => words(cell, row).includes(w)));
cell.hidden = !mine;
cell.classList.toggle('off', !fits);
const full = id('f' + cell.id.slice(1));
if (full) full.hidden = !fits;
if (fits) { any = true; shown += judged(cell); }
});
row.hidden = !any;
if (any) duties++;
});
all('.matrix tbody').forEach(t => { t.hidden = !t.querySelector('.row:not([hidden])'); });
all('.grid').forEach(g => { g.hidden = !g.querySelector('tbody:not([hidden])'); });
all('section.duty').forEach(d => { d.hidden = !d.querySelector('article:not([hidden])'); });
form.querySelector('output').textContent = `${duties} of ${rows.length} duties, ${shown} of ${total} verdicts shown`;
};
form.hidden = false;
form.addEventListener('input', filter);
form.addEventListener('submit', e => e.preventDefault());
form.addEventListener('reset', () => setTimeout(filter));
filter();
const show = full => {
const copies = [full, full.parentNode.querySelector('.shared')].map(n => n.cloneNode(true));
copies.forEach(n => { n.hidden = false; n.removeAttribute('id'); all('[id]', n).forEach(x => x.removeAttribute('id')); });
const top = document.createElement('div');
top.append(...all('h3, blockquote', copies[1]));
box.lastElementChild.replaceChildren(top, ...copies);
box.setAttribute('aria-label', full.querySelector('h4').textContent);
if (!box.open) box.showModal();
box.scrollTop = 0;
};
const finding = hash => { const it = id(hash.slice(1)); return it?.matches('article.f') ? it : null; };
let onward = false;
document.addEventListener('click', e => {
const link = e.target.closest('a[href^="#"]');
if (!link || e.ctrlKey || e.metaKey || e.shiftKey) return;
const full = finding(link.hash);
if (full) {
e.preventDefault();
history[box.open ? 'replaceState' : 'pushState']({ look: 1 }, '', link.hash);
show(full);
} else if (box.open) {
onward = true;
box.close();
}
});
addEventListener('popstate', () => {
const full = finding(location.hash);
if (full) show(full); else box.close();
});
box.addEventListener('close', () => {
if (!onward && history.state?.look) history.back();
onward = false;
});
box.addEventListener('click', e => { if (e.target === box) box.close(); });
if (finding(location.hash)) show(finding(location.hash));
})();
