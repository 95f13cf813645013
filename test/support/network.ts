import type { Server, Socket } from 'node:net'

export type Network = {
  /** The cable is out: what is open breaks, and nothing new comes through. */
  cut(): void
  mend(): void
}

/** The way to a server, to be cut and mended. */
export function networkTo(server: Server): Network {
  const sockets = new Set<Socket>()
  let isCut = false
  server.on('connection', (socket: Socket) => {
    if (isCut) return void socket.destroy()
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  return {
    cut() {
      isCut = true
      for (const socket of sockets) socket.destroy()
    },
    mend: () => void (isCut = false),
  }
}
