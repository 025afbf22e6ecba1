/**
 * The certificates of the two TLS faults. They are files made once with OpenSSL, because Node cannot make a certificate. They are valid until
 * the year 2126, are only for tests, and no program trusts them. The key of the authority was deleted.
 */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

const file = (name: string): string => fileURLToPath(new URL(`../certificates/${name}`, import.meta.url))
const pem = (name: string): string => readFileSync(file(name), "utf8")
const pair = (name: string) => ({ cert: pem(`${name}.pem`), key: pem(`${name}-key.pem`) })

/** A client that trusts this authority finds that `wrongHost` names another host, and that `selfSigned` is signed by no authority. */
export const authorityFile = file("authority.pem")
export const authority = pem("authority.pem")

/** For elsewhere.invalid, signed by the authority. */
export const wrongHost = pair("wrong-host")

/** For 127.0.0.1 and localhost, self-signed. */
export const selfSigned = pair("self-signed")
