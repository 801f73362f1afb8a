"""A mail server for tests: says its port, then one line of JSON for each message that it took.

An address decides how it answers: `later@` 451, `gone@` 550, `policy@` 550 5.7.1, `full@` 452,
`refused-content@` 554 after the content; `answer-N@` gets the answer of that number from the file of
--answers, to RCPT or after the content; a sender `blocked@` 550 to MAIL. With a certificate it
offers STARTTLS, and with --password it wants one; with --stalls it takes a message and never says so.
It ends when its input is closed.
"""

import argparse
import asyncio
import email
import email.policy
import json
import logging
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class Sink:
    stalls = False
    answers = []

    def answer(self, address, stage):
        name = address.split("@")[0]
        if not name.startswith("answer-"):
            return None
        answer = self.answers[int(name.removeprefix("answer-"))]
        return answer["text"].replace("\n", "\r\n") if answer["stage"] == stage else None

    async def handle_MAIL(self, server, session, envelope, address, options):
        if address.startswith("blocked@"):
            return "550 5.7.0 we do not know you"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        answers = {
            "later": "451 4.3.0 try again",
            "full": "452 4.2.2 mailbox full",
            "gone": "550 5.1.1 no such user here",
            "policy": "550 5.7.1 not from you",
        }
        answer = answers.get(address.split("@")[0]) or self.answer(address, "recipient")
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if envelope.rcpt_tos[0].startswith("refused-content@"):
            return "554 5.6.0 not like this"
        answer = self.answer(envelope.rcpt_tos[0], "content")
        if answer:
            return answer
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        parts = {}
        for part in message.walk():
            if not part.is_multipart():
                parts[part.get_content_type()] = part.get_content().replace("\r\n", "\n")
        say(
            {
                "from": envelope.mail_from,
                "to": envelope.rcpt_tos,
                "headers": [[name, str(value)] for name, value in message.items()],
                "type": message.get_content_type(),
                "parts": parts,
                "defects": [str(defect) for defect in message.defects],
                "longest": max(len(line) for line in envelope.content.split(b"\r\n")),
                "tls": session.ssl is not None,
                "peer": session.peer[1],
            }
        )
        if self.stalls:
            await asyncio.sleep(3600)
        return "250 OK"


def say(value):
    print(json.dumps(value), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--password")
    parser.add_argument("--stalls", action="store_true")
    parser.add_argument("--answers")
    options = parser.parse_args()
    Sink.stalls = options.stalls
    if options.answers:
        with open(options.answers, encoding="utf-8") as file:
            Sink.answers = json.load(file)
    more = {}
    if options.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.certificate, options.key)
        more |= {"tls_context": context, "require_starttls": True}
    if options.password:

        def check(server, session, envelope, mechanism, data):
            isRight = isinstance(data, LoginPassword) and data.password == options.password.encode()
            return AuthResult(success=isRight, handled=False)

        more |= {"authenticator": check, "auth_required": True}
        more |= {"auth_require_tls": bool(options.certificate)}
    logging.disable(logging.CRITICAL)
    asyncio.run(serve(more))


async def serve(more):
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Sink(), loop=loop, **more), "127.0.0.1", 0)
    say({"port": server.sockets[0].getsockname()[1]})
    await loop.run_in_executor(None, sys.stdin.read)


main()
