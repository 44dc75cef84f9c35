import { createContext, useContext } from 'react';
import type { MessageRow } from '../chat/rows';

/** What a message can have done to it that concerns the composer. */
export interface MessageActions {
  reply(row: MessageRow): void;
  edit(row: MessageRow): void;
}

export const MessageActionsContext = createContext<MessageActions | undefined>(undefined);

export const useMessageActions = () => useContext(MessageActionsContext);
