/** What one segment may hold when it is written. One change that is larger goes alone. */
export const MAX_CHANGES = 1_000;
export const MAX_PACKED = 1_048_576; // bytes

/** What a reader unpacks at most: more is an attack on its memory, not a segment. */
export const MAX_UNPACKED = 256 * 1_048_576; // bytes
export const MAX_HEADER = 65_536; // bytes
