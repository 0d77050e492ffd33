// What an eye would find on the page as it stands, as sentences. Evaluated as an object of functions.
({
  // Parts that reach beyond the window.
  wide() {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const parts = [...document.body.querySelectorAll('*')].filter((part) => part.getBoundingClientRect().right > width + 1 && getComputedStyle(part).position !== 'fixed');
    return [`${document.documentElement.scrollWidth} px: ${parts.slice(-3).map(this.name).join(', ')}`];
  },

  // Text too faint to read: under 4.5:1 on its ground, under 3:1 when large (WCAG 1.4.3). What is disabled or decoration may be.
  faint() {
    const found = new Map();
    const judge = (part, colour, text) => {
      const style = getComputedStyle(part);
      const size = parseFloat(style.fontSize);
      if (!size) return;
      const [red, green, blue, alpha] = this.colour(colour);
      const ink = [red, green, blue, alpha * this.opacity(part)];
      const least = Math.min(...this.grounds(part).map((ground) => this.ratio(this.over(ink, ground), ground)));
      const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      if (ink[3] > 0 && least < (isLarge ? 3 : 4.5) - 0.005) found.set(this.name(part), `${least.toFixed(2)}:1 ${this.name(part)} “${text.trim().slice(0, 12)}”`);
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const part = texts.currentNode.parentElement;
      if (!texts.currentNode.data.trim() || part.closest('script, style, noscript, title, defs, .visually-hidden, .sw-skip, :disabled') || !part.checkVisibility({ visibilityProperty: true })) continue;
      judge(part, part.ownerSVGElement ? getComputedStyle(part).fill : getComputedStyle(part).color, texts.currentNode.data);
    }
    for (const field of document.querySelectorAll('input:not([type=hidden], [type=checkbox], [type=radio]), textarea, select')) {
      if (field.disabled || !field.checkVisibility()) continue;
      judge(field, getComputedStyle(field, field.value ? null : '::placeholder').color, field.value || field.placeholder || '');
    }
    return [...found.values()];
  },

  // What paper cannot do.
  pressable() {
    const parts = [...document.querySelectorAll('nav, button, [type=submit], [type=search], .sw-btn:not([href^="tel:"]), .sw-menu, .sw-bar, .sw-dock')];
    return [...new Set(parts.filter((part) => part.checkVisibility({ visibilityProperty: true })).map(this.name))];
  },

  links() {
    return [...document.querySelectorAll('a[href^="/"]')].map((link) => link.getAttribute('href').split('#')[0]);
  },

  name(part) {
    const of = (one) => one.tagName.toLowerCase() + [...one.classList].map((name) => '.' + name).join('');
    return part.parentElement ? `${of(part.parentElement)} > ${of(part)}` : of(part);
  },

  // What parts stand on is asked of every text; each part is worked out once.
  known: new Map(),

  opacity(part) {
    return part ? Number(getComputedStyle(part).opacity) * this.opacity(part.parentElement) : 1;
  },

  // Every colour that may stand behind a part: of a gradient or hatching each of its own; of a drawing the last shape under the text.
  grounds(part) {
    if (!part) return [[255, 255, 255, 1]];
    if (!this.known.has(part)) {
      const style = getComputedStyle(part);
      const stops = part.matches('select') ? [] : [...style.backgroundImage.matchAll(/(rgba?|color)\([^)]*\)/g)].map((match) => match[0]);
      const shape = part.ownerSVGElement && part.matches('text') && this.shapeUnder(part);
      const layers = [[style.backgroundColor], stops, shape ? [shape] : []].filter((layer) => layer.length > 0);
      this.known.set(part, layers.reduce((grounds, layer) => layer.flatMap((colour) => grounds.map((ground) => this.over(this.colour(colour), ground))), this.grounds(part.parentElement)));
    }
    return this.known.get(part);
  },

  shapeUnder(text) {
    const box = text.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const fills = [...text.ownerSVGElement.querySelectorAll('rect, circle, path')].filter((shape) => {
      const around = shape.getBoundingClientRect();
      return !shape.closest('defs') && shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING && around.left <= x && around.right >= x && around.top <= y && around.bottom >= y;
    }).map((shape) => getComputedStyle(shape).fill);
    return fills.filter((fill) => fill !== 'none' && !fill.startsWith('url')).at(-1);
  },

  // Red, green and blue up to 255 and how dense, of any way a browser writes a colour.
  colour(text) {
    const plain = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(text);
    if (plain) return [Number(plain[1]), Number(plain[2]), Number(plain[3]), Number(plain[4] ?? 1)];
    const pen = new OffscreenCanvas(1, 1).getContext('2d');
    pen.fillStyle = text;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  },

  over(colour, ground) {
    return [0, 1, 2].map((i) => colour[i] * colour[3] + ground[i] * (1 - colour[3])).concat(1);
  },

  ratio(one, other) {
    const light = (colour) => [0.2126, 0.7152, 0.0722].reduce((sum, share, i) => sum + share * (colour[i] <= 10.31 ? colour[i] / 255 / 12.92 : ((colour[i] / 255 + 0.055) / 1.055) ** 2.4), 0);
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  },
})
