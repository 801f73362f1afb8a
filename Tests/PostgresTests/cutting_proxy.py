"""A way to PostgreSQL that breaks when a COMMIT passes: says its port, then takes commands, one a line.

`pass`        everything goes through
`after N`     every Nth COMMIT is sent on; its answer is dropped and the connection reset
`before N`    every Nth COMMIT is dropped and the connection reset
`hold N`      every Nth COMMIT is sent on, and nothing comes back any more
Each command is answered with one line, the number of COMMITs that met their fate. It ends with its input.
"""

import asyncio
import socket
import struct
import sys

COMMIT = b"COMMIT\0"


class Fate:
    name = "pass"
    every = 1
    seen = 0
    met = 0

    @classmethod
    def of_commit(cls):
        if cls.name == "pass":
            return "pass"
        cls.seen += 1
        if cls.seen % cls.every:
            return "pass"
        cls.met += 1
        return cls.name


def reset(writer):
    """Ends a connection as a crash of the network does."""
    sock = writer.get_extra_info("socket")
    if sock is not None:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def carry(host, port, client_reader, client_writer):
    try:
        server_reader, server_writer = await asyncio.open_connection(host, port)
    except OSError:
        reset(client_writer)
        return
    state = {"mute": False}

    async def up():
        while data := await client_reader.read(65536):
            fate = Fate.of_commit() if COMMIT in data else "pass"
            if fate == "before":
                reset(client_writer)
                server_writer.transport.abort()
                return
            if fate in ("after", "hold"):
                state["mute"] = True
            server_writer.write(data)
            await server_writer.drain()
            if fate == "after":
                # The server has answered, so it has done it; the answer goes nowhere.
                await state["answered"].wait()
                reset(client_writer)
                server_writer.transport.abort()
                return
        server_writer.close()

    state["answered"] = asyncio.Event()

    async def down():
        while data := await server_reader.read(65536):
            if state["mute"]:
                state["answered"].set()
                continue
            client_writer.write(data)
            await client_writer.drain()
        state["answered"].set()
        if not state["mute"]:
            client_writer.close()

    try:
        await asyncio.gather(up(), down())
    except (ConnectionError, OSError):
        reset(client_writer)
        server_writer.transport.abort()


async def main():
    host, port = sys.argv[1], int(sys.argv[2])
    server = await asyncio.start_server(
        lambda reader, writer: carry(host, port, reader, writer), "127.0.0.1", 0
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        name, *every = line.split()
        Fate.name, Fate.every = name, int(every[0]) if every else 1
        print(Fate.met, flush=True)


asyncio.run(main())
