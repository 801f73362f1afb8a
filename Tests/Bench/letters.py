"""A mail server for the bench: it takes every message, and counts those that are not the same."""

import asyncio
import threading


class LetterSink:
    """Answers as a mail server on the same machine would, after `delay` seconds for each message."""

    def __init__(self, delay=0.0):
        self.delay, self.ids, self.taken, self.connections = delay, set(), 0, 0
        ready = threading.Event()
        threading.Thread(target=lambda: asyncio.run(self._serve(ready)), daemon=True).start()
        ready.wait()

    async def _serve(self, ready):
        server = await asyncio.start_server(self._session, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await server.serve_forever()

    async def _session(self, reader, writer):
        self.connections += 1
        writer.write(b"220 bench\r\n")
        while line := await reader.readline():
            command = line.split(b" ")[0].strip().upper()
            if command == b"DATA":
                writer.write(b"354 go on\r\n")
                await self._message(reader)
            writer.write(b"221 bye\r\n" if command == b"QUIT" else b"250 OK\r\n")
            if command == b"QUIT":
                break
        writer.close()

    async def _message(self, reader):
        name = None
        while (line := await reader.readline()) not in (b".\r\n", b""):
            if line.lower().startswith(b"message-id:"):
                name = line
        await asyncio.sleep(self.delay)
        self.taken += 1
        self.ids.add(name)
