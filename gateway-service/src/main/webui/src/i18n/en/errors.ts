/** What the server's error codes mean to the reader. Of others the server's own words are shown. */
export const errors = {
  bad_credentials: 'The username or the password is wrong.',
  username_taken: 'Somebody has this username already. Please choose another one.',
  rate_limited: 'Too many attempts. Please wait a little.',
  rateLimitedFor: (seconds: number) => `Too many attempts. Please try again in ${seconds} seconds.`,
  unreachable: 'The server cannot be reached. Please check your connection.',
  unavailable: 'This cannot be done right now. Please try again in a moment.',
  forbidden: 'You may not do that.',
  not_found: 'This is not there any more.',
  not_member: 'You are no member of this conversation any more.',
  session_revoked: 'You have been logged out.',
  too_large: 'This is too large.',
};
