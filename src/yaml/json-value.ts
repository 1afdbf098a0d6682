/**
 * A value as JSON knows it, with whole numbers beyond 2^53 as bigints. Objects are Maps, so that any key will do, in the
 * order in which their keys were written.
 */
export type JsonValue = null | boolean | number | bigint | string | readonly JsonValue[] | JsonObject

/** The entries of an object. */
export type JsonObject = ReadonlyMap<string, JsonValue>
