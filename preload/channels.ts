/** The two channels between a window and main: what the preload offers, and nothing beside it. */
export const CALL_CHANNEL = 'galley:call';
export const EVENT_CHANNEL = 'galley:event';
