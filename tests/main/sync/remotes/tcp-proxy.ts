import { connect, createServer, type Socket } from 'node:net';

/** Stands between a client and a server on this device, and can lose what the server says. */
export type TcpProxy = {
  port: number;
  /** `pass` all; `silence` answers from now on; `cut` the connection when the server has answered the next thing it is asked. */
  mode: 'pass' | 'silence' | 'cut';
  /** Cuts every connection now. */
  cutAll(): void;
  stop(): Promise<void>;
};

export async function tcpProxy(target: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((client) => {
    keep(client);
    const upstream = keep(connect(target, '127.0.0.1'));
    client.on('data', (data) => upstream.write(data));
    upstream.on('data', (data) => {
      if (proxy.mode === 'pass') client.write(data);
      if (proxy.mode === 'cut') {
        proxy.mode = 'pass';
        client.destroy();
        upstream.end();
      }
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const proxy: TcpProxy = {
    port: (server.address() as { port: number }).port,
    mode: 'pass',
    cutAll: () => sockets.forEach((socket) => socket.destroy()),
    stop: () => {
      proxy.cutAll();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
  return proxy;
}
