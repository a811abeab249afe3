/** A menu or panel the reader has open: what he is doing in it is not replaced. */
function isHeld(node: Node): boolean {
  return node instanceof HTMLDetailsElement && node.hasAttribute('data-keep') && node.open;
}

/** Whether the reader is at work inside: a row he resolves does not vanish under his hands. */
function holds(node: Node): boolean {
  return node instanceof Element && (isHeld(node) || node.querySelector('details[data-keep][open]') !== null);
}

function keyOf(node: Node): string {
  return node instanceof Element ? node.id : '';
}

function syncAttributes(from: Element, to: Element): void {
  for (const { name, value } of Array.from(to.attributes)) {
    if (from.getAttribute(name) !== value && name !== 'open') from.setAttribute(name, value);
  }
  for (const { name } of Array.from(from.attributes)) {
    // What the reader unfolded stays unfolded.
    if (!to.hasAttribute(name) && name !== 'open') from.removeAttribute(name);
  }
}

function isSameKind(one: Node, other: Node): boolean {
  return one.nodeType === other.nodeType && one.nodeName === other.nodeName && keyOf(one) === keyOf(other);
}

function isWanted(known: Node | null | undefined, wanted: Node): known is Node {
  return !!known && known.nodeName === wanted.nodeName;
}

function stays(node: Node, to: Element): boolean {
  const key = keyOf(node);
  return key !== '' && Array.from(to.childNodes).some((wanted) => keyOf(wanted) === key);
}

/** Takes a node out; the one after it. */
function removed(from: Node, node: Node): Node | null {
  const next = node.nextSibling;
  from.removeChild(node);
  return next;
}

/** Makes `from` what `to` is, keeping every node that stays: by its id, else by its place. */
export function sync(from: Node, to: Node): void {
  if (!(from instanceof Element) || !(to instanceof Element)) {
    if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue;
    return;
  }
  if (isHeld(from) || from.isEqualNode(to)) return;
  syncAttributes(from, to);
  const named = new Map<string, Node>();
  for (const child of Array.from(from.childNodes)) if (keyOf(child) !== '') named.set(keyOf(child), child);
  let place: Node | null = from.firstChild;
  for (const wanted of Array.from(to.childNodes)) {
    const key = keyOf(wanted);
    const known = key !== '' ? named.get(key) : place !== null && isSameKind(place, wanted) ? place : null;
    if (!isWanted(known, wanted)) {
      const added = document.importNode(wanted, true);
      if (key !== '' && added instanceof Element) added.classList.add('smc-new');
      from.insertBefore(added, place);
      continue;
    }
    // What has to go anyway goes first: to move a field somebody types in would take the cursor from him.
    while (place !== null && place !== known && !stays(place, to) && !holds(place)) place = removed(from, place);
    if (known === place) place = known.nextSibling;
    else from.insertBefore(known, place);
    sync(known, wanted);
  }
  while (place !== null) place = holds(place) ? place.nextSibling : removed(from, place);
}
