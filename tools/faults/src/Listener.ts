/** Listens on a TCP or TLS port on loopback, and can close at once, whatever its connections do. */
import { createServer, type Socket } from "node:net"
import { createServer as createTlsServer, type TlsOptions } from "node:tls"

export interface Listener {
  readonly port: number
  /** How many connections were made. With TLS, only those whose handshake the client finished. */
  readonly connections: () => number
  readonly close: () => Promise<void>
}

export const listen = async (
  onConnection: (socket: Socket, connection: number) => void,
  tls?: TlsOptions
): Promise<Listener> => {
  const open = new Set<Socket>()
  let connections = 0
  const track = (socket: Socket) => {
    open.add(socket)
    socket.on("error", () => undefined)
    socket.once("close", () => open.delete(socket))
  }
  const accept = (socket: Socket) => {
    track(socket)
    onConnection(socket, ++connections)
  }
  const server = tls === undefined ? createServer(accept) : createTlsServer(tls, accept)
  // A handshake that fails never becomes a connection, but its socket must be closed too.
  if (tls !== undefined) server.on("connection", track).on("tlsClientError", () => undefined)
  const port = await new Promise<number>((resolve, reject) => {
    server.once("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      resolve(typeof address === "object" && address !== null ? address.port : 0)
    })
  })
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      for (const socket of open) socket.destroy()
    })
  return { port, connections: () => connections, close }
}
