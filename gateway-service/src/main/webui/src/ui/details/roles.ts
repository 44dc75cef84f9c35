import type { Conversation, Member } from '../../api/types';

/** Whether somebody may add, remove and rename. */
export const moderates = (member: Member | undefined) => member?.role === 'owner' || member?.role === 'admin';

export const myself = (conversation: Conversation, me: string) =>
  conversation.members.find(member => member.user === me);
