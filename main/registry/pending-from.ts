/** Changes with this place in `changes` or a later one are this device's own and not in the team's log yet; those before
 *  are, in its order. Far above any log, and exact as a number. */
export const PENDING_FROM = 2 ** 40;
