import type { Catalogue } from '..';
import { account } from './account';
import { calls } from './calls';
import { common } from './common';
import { errors } from './errors';
import { events } from './events';
import { groups } from './groups';
import { list } from './list';
import { messages } from './messages';
import { settings } from './settings';
import { shortcuts } from './shortcuts';
import { times } from './times';

export const de: Catalogue = {
  common,
  account,
  settings,
  list,
  groups,
  messages,
  events,
  calls,
  shortcuts,
  times,
  errors,
};
