/**
 * What the name of an entry promises. `credential`: a password or token. `key`: something that may be one, such as a
 * salt or a cookie. `harmless`: a user name, an address, a public key. `unknown`: the name says nothing.
 */
export type Role = 'credential' | 'key' | 'harmless' | 'unknown'
