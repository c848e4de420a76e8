/* Clausewise: the script of its pages. What is chosen in a filter stands in the address. */
(() => {
const form = document.getElementById('filters');
if (!form) return;
const all = (s, r = document) => [...r.querySelectorAll(s)];
const matrix = document.querySelector('.matrix');
const say = text => { form.querySelector('output').textContent = text; };
const gaps = ['partly_met', 'not_met', 'conflicting', 'no_evidence'];
const values = () => {
const f = new FormData(form);
return { o: f.get('o') || '', v: f.get('v') || '', s: f.get('s') || '', c: f.get('c') || '', q: f.get('q') || '' };
};
const heads = matrix ? all('thead th', matrix) : [];
const rows = matrix ? all('.row', matrix).map(row => ({
row, part: row.parentNode.dataset.s, cells: [...row.cells].slice(1),
words: row.cells[0].textContent.toLowerCase(),
})) : [];
const lines = matrix ? [] : all('[data-o]');
const judged = rows.flatMap(r => r.cells).filter(c => !c.classList.contains('not_testable')).length;
const fits = (cell, f) => (!f.v || cell.classList.contains(f.v) || (f.v === 'gaps' && gaps.some(g => cell.classList.contains(g))))
&& (!f.c || cell.getElementsByTagName('b').length);
const filterMatrix = f => {
const words = f.q.toLowerCase().split(/\s+/).filter(Boolean);
let duties = 0, shown = 0;
heads.forEach((h, i) => { h.hidden = i > 0 && !!f.o && h.dataset.o !== f.o; });
rows.forEach(({ row, part, cells, words: own }) => {
const here = (!f.s || part === f.s) && words.every(w => own.includes(w));
let any = false;
cells.forEach((cell, i) => {
const whole = cell.classList.contains('not_testable');
cell.hidden = !whole && heads[i + 1].hidden;
const fit = here && !cell.hidden && fits(cell, f);
cell.classList.toggle('off', !fit);
if (fit) { any = true; shown += !whole; }
});
row.hidden = !any;
duties += any;
});
all('tbody', matrix).forEach(t => { t.hidden = !t.querySelector('.row:not([hidden])'); });
say(`${duties} of ${rows.length} duties, ${shown} of ${judged} verdicts shown`);
};
const filterLines = f => {
let shown = 0;
lines.forEach(e => { e.hidden = !!f.o && e.dataset.o !== f.o; shown += !e.hidden; });
say(`${shown} of ${lines.length} shown`);
};
const filter = () => {
const f = values();
if (matrix) filterMatrix(f); else filterLines(f);
return f;
};
const remember = f => {
const query = new URLSearchParams(Object.entries(f).filter(([, value]) => value)).toString();
try { history.replaceState(null, '', (query ? '?' + query : location.pathname) + location.hash); } catch { /* kept on the page alone */ }
};
const asked = new URLSearchParams(location.search);
[...form.elements].filter(e => e.name && asked.has(e.name)).forEach(e => {
if (e.type === 'checkbox') e.checked = true; else e.value = asked.get(e.name);
});
form.hidden = false;
form.addEventListener('input', () => remember(filter()));
form.addEventListener('submit', e => e.preventDefault());
form.addEventListener('reset', () => setTimeout(() => remember(filter())));
if (asked.size || !matrix) filter();
else say(`${rows.length} of ${rows.length} duties, ${judged} of ${judged} verdicts shown`);
const region = matrix && matrix.parentNode;
if (region) region.addEventListener('click', e => {
if (e.target.closest('a')) try { history.replaceState({ at: [region.scrollLeft, region.scrollTop] }, ''); } catch { /* back leads to the top */ }
});
if (region && history.state?.at) region.scrollTo(...history.state.at);
const target = !history.state?.at && location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (target) target.scrollIntoView({ block: 'center' });
})();
