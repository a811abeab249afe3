import { startActs } from './parts/acts';
import { startKeys } from './parts/keys';
import { startLive } from './parts/live';
import { startMany } from './parts/many';
import { startMenus } from './parts/menus';
import { head, root } from './parts/page';
import { startTools } from './parts/tools';

// What the pages do beyond HTML: they stay fresh, forms are sent in place, and everything has a key. Without this script all of it works
// by loading pages.
if (head !== null && window.fetch !== undefined && window.DOMParser !== undefined) {
  root.classList.add('smc-script');
  const turn = startLive(head);
  startMenus();
  startActs(turn);
  startMany();
  startTools(turn);
  startKeys();
}
