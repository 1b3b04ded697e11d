type Properties<Tag extends keyof HTMLElementTagNameMap> = Partial<
  Omit<HTMLElementTagNameMap[Tag], 'style' | 'innerHTML' | 'outerHTML'>
>;

/** Makes an element; texts become text nodes, so nothing in them is ever read as markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Properties<Tag> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** @param svg one of the icons built into this page */
export function icon(svg: string): Element {
  const image = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  image.setAttribute('class', 'icon');
  image.setAttribute('aria-hidden', 'true');
  return image;
}

export function iconButton(svg: string, label: string, onClick: () => void): HTMLButtonElement {
  const button = element('button', { className: 'icon-button', title: label }, icon(svg));
  button.ariaLabel = label;
  button.addEventListener('click', onClick);
  return button;
}

export function textButton(
  label: string,
  rank: 'primary' | 'secondary',
  onClick: () => void,
): HTMLButtonElement {
  const button = element('button', { className: `text-button ${rank}` }, label);
  button.addEventListener('click', onClick);
  return button;
}

/** Sets a text only where it differs, so that a selection in it survives a refresh. */
export function setText(node: Element, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}
