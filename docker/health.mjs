// Exits with 0 if a program of this container answers the URL, for the health checks of the image. Usage: node health.mjs [path or URL]
const [path = "/healthz"] = process.argv.slice(2)
const url = new URL(path, `http://127.0.0.1:${process.env.MESSAGES_PORT}`)
const response = await globalThis.fetch(url).catch(() => undefined)
// The simulated providers refuse a request without a key, which says that they are there.
process.exit(response === undefined || response.status >= 500 ? 1 : 0)
