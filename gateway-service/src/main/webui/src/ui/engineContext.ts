import { createContext, useContext } from 'react';
import type { ChatEngine } from '../chat/engine';

export const EngineContext = createContext<ChatEngine | undefined>(undefined);

export function useEngine(): ChatEngine {
  const engine = useContext(EngineContext);
  if (!engine) throw new Error('nobody is logged in');
  return engine;
}
