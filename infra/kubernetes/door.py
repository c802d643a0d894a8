#!/usr/bin/env python3
"""door.py PID HOST PORT DOOR: a port of 127.0.0.1 that leads into the network namespace of process PID, to HOST:PORT.

The test cluster has a network of its own which nothing outside reaches. Sockets stay in the namespace in which they were
made: this process makes the listening one here, then moves in, and makes all others there. A door that was used before
is opened at the same port again, so that a kubeconfig stays true.
"""
import asyncio
import ctypes
import os
import socket
import sys

CLONE_NEWNET = 0x40000000


def move_into_network_of(pid):
    with open(f"/proc/{pid}/ns/net") as namespace:
        if ctypes.CDLL(None, use_errno=True).setns(namespace.fileno(), CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), f"cannot enter the network of process {pid}")


async def carry(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
        writer.write_eof()
    except OSError:  # either side may hang up at any time
        writer.close()


async def main(pid, host, port, door):
    listening = socket.create_server(("127.0.0.1", door), backlog=128)
    move_into_network_of(pid)

    async def visit(reader, writer):
        try:
            inner_reader, inner_writer = await asyncio.open_connection(host, port)
        except OSError:
            writer.close()
            return
        await asyncio.gather(carry(reader, inner_writer), carry(inner_reader, writer))
        inner_writer.close()
        writer.close()

    server = await asyncio.start_server(visit, sock=listening)
    print(f"127.0.0.1:{listening.getsockname()[1]}", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
