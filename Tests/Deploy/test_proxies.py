"""Goal: the proxies' files do what they say, with TLS, before the real program."""

import json
import re

import pytest

import proxies
from proxies import NAME, fields, shown, status

PAGE = "/en/initiatives/2025-000002"


@pytest.fixture(scope="module", params=["caddy", "nginx"])
def proxy(request, tmp_path_factory, server):
    folder = tmp_path_factory.mktemp(request.param)
    proxy = getattr(proxies, request.param)(folder, server)
    yield proxy
    proxy.stop()


def test_pages_and_files_come_by_http_2_and_by_1_1(proxy):
    for version in ("--http2", "--http1.1"):
        answer = proxy.curl(version, path=PAGE)
        line, head = fields(answer)
        assert line.split()[:2] == ["HTTP/" + version[6:], "200"]
        assert head["strict-transport-security"] == "max-age=31536000"
        assert "default-src 'self'" in head["content-security-policy"]
    style = re.search(r'href="(/[^"]+\.css)"', answer).group(1)
    assert status(proxy.curl(path=style)) == 200


def test_pages_stay_compressed_as_the_program_has_them(proxy):
    line, head = fields(proxy.curl("--compressed", path=PAGE))
    assert head["content-encoding"] == "gzip"


def test_what_is_asked_without_tls_is_sent_to_tls_and_learns_no_year_of_it(proxy):
    line, head = fields(proxy.curl(path=PAGE, port=proxy.plain_port, scheme="http"))
    assert line.split()[1] in ("301", "308")
    assert head["location"].startswith(f"https://{NAME}")
    assert head["location"].endswith(PAGE)
    assert "strict-transport-security" not in head


def test_the_program_itself_speaks_of_tls_to_nobody(server):
    answer = shown(["curl", "--silent", "--include", "-H", f"Host: {NAME}",
                    f"http://127.0.0.1:{server.port}/en"])
    assert "strict-transport-security" not in fields(answer)[1]


def test_a_statement_is_signed_through_it(proxy):
    person = [("state", "EE"), ("first-names", "Ada"), ("family-names", "Lõvi"),
              ("certify", "yes"), ("insist", "yes"), ("number-kind", "isikukood"),
              ("number", "48507201231")]
    form = [part for name, value in person for part in ("--data-urlencode", f"{name}={value}")]
    # Each proxy is another client, and one of them comes second.
    address = "127.0.0.11" if proxy.name == "caddy" else "127.0.0.12"
    signed = proxy.curl("--interface", address, *form, path=PAGE + "/statements")
    assert status(signed) in (303, 409)


def test_browsers_forms_are_taken_for_what_they_are(proxy):
    form = ["--interface", "127.0.0.13" if proxy.name == "caddy" else "127.0.0.14",
            "--data", "email=ada%40example.org&way=link"]
    own = proxy.curl(*form, "-H", f"Origin: https://{NAME}:{proxy.port}", path="/en/sign-in")
    foreign = proxy.curl(*form, "-H", "Origin: https://elsewhere.example", path="/en/sign-in")
    assert status(own) == 303
    assert status(foreign) == 403


def test_the_clients_own_address_counts_and_an_invented_one_does_not(proxy):
    mine, others = ("127.0.0.21", "127.0.0.22") if proxy.name == "caddy" else (
        "127.0.0.23", "127.0.0.24")

    def write(address, *more):
        return status(proxy.curl("--interface", address, *more, "--data", "email=", path="/en/sign-in"))

    answers = [write(mine) for _ in range(6)]
    assert answers[:5] == [422] * 5 and answers[5] == 429
    for invented in ("9.9.9.9", "203.0.113.7, 198.51.100.2", others):
        assert write(mine, "-H", f"X-Forwarded-For: {invented}") == 429
        assert write(mine, "-H", f"Forwarded: for={invented.split(',')[0]}") == 429
    assert write(others) == 422


def test_what_is_far_too_large_is_refused_before_the_program(proxy, tmp_path):
    large = tmp_path / "large"
    large.write_bytes(b"a=" + b"x" * 1_000_000)
    small = tmp_path / "small"
    small.write_bytes(b"a=" + b"x" * 100_000)
    # The program's own page, in words, and the proxy's.
    assert status(proxy.curl("--data-binary", f"@{small}", path="/en/sign-in")) == 413
    assert status(proxy.curl("--data-binary", f"@{large}", path="/en/sign-in")) == 413
    for version in ("--http1.1", "--http2"):
        assert status(proxy.curl(version, "-H", "Transfer-Encoding: chunked", "--data-binary",
                                 f"@{large}", path="/en/sign-in")) == 413


def test_one_connection_carries_several_requests(proxy):
    both = proxy.curl("--http1.1", "--next", "--silent", "--include", "--cacert", proxy.authority,
                       "--resolve", f"{NAME}:{proxy.port}:127.0.0.1", "--write-out",
                       "connections=%{num_connects}", f"https://{NAME}:{proxy.port}/en", path=PAGE)
    assert both.count("HTTP/1.1 200") + both.count("HTTP/2 200") == 2
    assert "connections=0" in both


def test_while_the_program_is_away_a_page_says_so_and_then_all_is_as_before(proxy):
    proxy.server.stop()
    try:
        answer = proxy.curl(path=PAGE)
        line, head = fields(answer)
        assert line.split()[1] == "503"
        assert head["retry-after"] == "10"
        assert head["cache-control"] == "no-store"
        assert head["strict-transport-security"] == "max-age=31536000"
        assert "Back in a moment" in answer and "De retour dans un instant" in answer
        sent = proxy.curl("--data", "a=b", path=PAGE + "/statements")
        assert status(sent) == 503 and "nobody is counted twice" in sent
    finally:
        proxy.server.start()
    assert status(proxy.curl(path=PAGE)) == 200


def test_nothing_is_written_of_who_came(proxy):
    proxy.curl("--interface", "127.0.0.31", path="/en?q=Krokodil")
    for file in proxy.folder.rglob("*"):
        if file.is_file() and file.suffix in (".log", ""):
            content = file.read_bytes()
            assert b"127.0.0.31" not in content and b"Krokodil" not in content, file
    assert not any(json.dumps(NAME) in line and "request" in line
                   for line in proxy.log.read_text().splitlines())
