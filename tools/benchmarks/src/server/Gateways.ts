/** The gateways to measure, and how each reads one message. */
import { Pool } from "@effect/platform-node/Undici"
import type { Program } from "../measurement/MeasuredProcess.js"
import { path, type Provider, ref, type Size } from "../mapping/NativeMessages.js"
import * as Project from "../measurement/Project.js"

/** The port of the process that simulates the providers. */
const upstreamPort = 19_100

const upstream = `http://127.0.0.1:${upstreamPort}`

export const standIn: Program = {
  args: [Project.provider, String(upstreamPort)],
  port: upstreamPort,
  health: "/healthz"
}

const rival = (file: string, port: number): Program => ({
  args: [Project.rival(file), String(port), upstream],
  port,
  health: "/healthz"
})

const settings = (key: string, url: string) => ({ [key]: "key", [url]: upstream })

/** Our server with all of its protection, and its log written to a file at level `info`. */
const ours: Program = {
  args: [Project.server],
  port: 19_105,
  health: "/healthz",
  env: {
    MESSAGES_PORT: "19105",
    MESSAGES_LOG_LEVEL: "info",
    MESSAGES_STORE: ":memory:",
    ...settings("FACTORY_API_KEY", "FACTORY_API_URL"),
    ...settings("MIELTO_API_KEY", "MIELTO_API_URL"),
    ...settings("HONCHO_API_KEY", "HONCHO_URL"),
    ...settings("VERYFRONT_API_TOKEN", "VERYFRONT_API_URL")
  }
}

export const programs = {
  ours,
  node: rival("node.js", 19_101),
  fastify: rival("fastify.js", 19_102),
  hono: rival("hono.js", 19_103),
  portkey: {
    args: [Project.rival("node_modules/@portkey-ai/gateway/build/start-server.js"), "--port=19104", "--headless"],
    port: 19_104,
    health: "/"
  }
} satisfies Readonly<Record<string, Program>>

export type Name = keyof typeof programs

/** The name of each rival in the table. */
export const titles: { readonly [N in Name]: string } = {
  ours: "ours",
  node: "node:http + undici",
  fastify: "fastify + undici",
  hono: "Hono + fetch",
  portkey: "Portkey"
}

/** Sends one request and reads the whole response; throws unless the status is 200. */
export type Ask = () => Promise<void>

/** Reads a message through a gateway; Portkey forwards the request and maps nothing. */
export const read = (name: Name, provider: Provider, size: Size): Ask =>
  name === "portkey"
    ? ask(programs[name].port, {
        path: "/v1/chat/completions",
        method: "POST",
        headers: {
          "content-type": "application/json",
          authorization: "Bearer key",
          "x-portkey-provider": "openai",
          "x-portkey-custom-host": upstream + path(provider, size)
        },
        body: '{"model":"m","messages":[{"role":"user","content":"hello"}]}'
      })
    : get(name, `/v1/messages/${encodeURIComponent(ref(provider, size))}`)

/** Requests a path of a gateway. */
export const get = (name: Name, path: string): Ask => ask(programs[name].port, { path, method: "GET" })

/** Requests a message from the simulated provider directly. */
export const direct = (provider: Provider, size: Size): Ask =>
  ask(upstreamPort, { path: path(provider, size), method: "GET" })

/** Sends `count` requests on at most 32 connections. */
export const load = async (ask: Ask, count: number): Promise<void> => {
  let left = count
  const lane = async () => {
    while (left-- > 0) await ask()
  }
  await Promise.all(Array.from({ length: connections }, lane))
}

const connections = 32

const pools = new Map<number, Pool>()

const ask = (port: number, options: Parameters<Pool["request"]>[0]): Ask => {
  const pool = pools.get(port) ?? new Pool(`http://127.0.0.1:${port}`, { connections })
  pools.set(port, pool)
  return async () => {
    const { body, statusCode } = await pool.request(options)
    const text = await body.text()
    if (statusCode !== 200) throw new Error(`${port}${options.path} answers ${statusCode}: ${text.slice(0, 200)}`)
  }
}
