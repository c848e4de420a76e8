// Makes reports/page/templates/nhsuk.css from the NHS design system's package and nhsuk.scss.
// `npm run style` writes it; `node style.mjs FILE` writes elsewhere, for the test that compares.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import postcss from "postcss";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2] ?? join(here, "../../reports/page/templates/nhsuk.css");
const { version } = JSON.parse(
  readFileSync(join(here, "node_modules/nhsuk-frontend/package.json"), "utf8"),
);

const compiled = sass.compile(join(here, "nhsuk.scss"), {
  loadPaths: [join(here, "node_modules")],
  quietDeps: true,
  logger: sass.Logger.silent,
});
const sheet = postcss.parse(compiled.css);

// Paper has a style of its own, and old browsers none: their media, selectors and prefixes go.
const old = /print|-ms-|-moz-|\\0|�/;
const kept = (all) => all.filter((one) => !one.includes("nhsuk-") && !old.test(one));
sheet.walkAtRules("charset", (rule) => rule.remove());
sheet.walkAtRules("media", (rule) => {
  rule.params = kept(rule.params.split(",")).join(",").trim();
  if (!rule.params) rule.remove();
});
sheet.walkAtRules("supports", (rule) => {
  if (old.test(rule.params)) rule.replaceWith(rule.nodes);
});
sheet.walkRules((rule) => {
  const selectors = kept(rule.selectors);
  if (selectors.length) rule.selectors = selectors;
  else rule.remove();
});
sheet.walkComments((comment) => comment.remove());
// The page loads nothing, not even a picture within itself.
sheet.walkDecls((declaration) => {
  if (declaration.value.includes("url(")) declaration.remove();
});
let emptied;
do {
  emptied = 0;
  sheet.walk((node) => {
    if ((node.type === "rule" || node.type === "atrule") && node.nodes?.length === 0) {
      node.remove();
      emptied += 1;
    }
  });
} while (emptied);
sheet.walk((node) => {
  node.raws = node.type === "decl" ? { before: " ", between: ": " } : { before: "\n", between: " ", after: " " };
  if (node.type === "rule") {
    node.raws.semicolon = false;
    node.selector = node.selectors.join(", ");
  }
});

const licence = `/*! Made by tests/browser/style.mjs from nhsuk-frontend ${version}, of which it holds parts: do not edit.

MIT License

Copyright (c) 2019 NHS.UK

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
*/`;
writeFileSync(target, `${licence}${sheet.toString().replace(/\s+$/, "")}\n`);
