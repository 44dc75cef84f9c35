export const shortcuts = {
  ctrl: 'Ctrl',
  search: 'Search messages',
  new: 'New conversation',
  next: 'Next conversation',
  previous: 'Previous conversation',
  details: 'Conversation details',
  settings: 'Settings',
  help: 'These shortcuts',
  send: 'Send',
  newLine: 'New line',
  editLast: 'Edit your last message',
  escape: 'Close, or stop replying',
};
