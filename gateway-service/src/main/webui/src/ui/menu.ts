/** How menus look. */
export const MENU = 'z-50 min-w-48 animate-in rounded-2xl border border-line bg-raised p-1.5 shadow-pop';

export const MENU_ITEM =
  'flex items-center gap-3 rounded-lg px-3 py-2 text-[0.9375rem] outline-none select-none ' +
  'data-[highlighted]:bg-hover [&_svg]:size-[1.125rem] [&_svg]:text-soft';

export const POPOVER =
  'z-50 animate-in rounded-2xl border border-line bg-raised p-1.5 shadow-pop outline-none';
