"""Caddy and nginx, each with its file of Deploy/, on free ports of the loopback.

What is changed in a file is what an operator changes, names and certificates, and where this machine's
test has to stay: ports and folders.
"""

import os
import subprocess

from conftest import PATIENCE, ROOT, free_port, wait_until_it_answers

NAME = "eci.localhost"


class Proxy:
    """A running proxy: `get(path)` and `post(path, fields)` ask through it, as curl does."""

    def __init__(self, name, folder, server):
        self.name, self.folder, self.server = name, folder, server
        self.port, self.plain_port = free_port(), free_port()
        self.log = folder / f"{name}.log"
        self.authority = None
        self.process = None

    def start(self, command, environment=None):
        with self.log.open("w") as output:
            self.process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT,
                                            env=environment, cwd=self.folder)
        wait_until_it_answers(self.process, self.port, self.log)

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=PATIENCE)

    def curl(self, *arguments, path="/en", port=None, scheme="https"):
        """The answers' heads and bodies; curl speaks as a browser does that knows the authority."""
        port = port or self.port
        command = ["curl", "--silent", "--show-error", "--include", "--max-time", str(PATIENCE),
                   "--resolve", f"{NAME}:{port}:127.0.0.1", "--cacert", self.authority,
                   *arguments, f"{scheme}://{NAME}:{port}{path}"]
        return shown(command)


def shown(command):
    """What curl shows, with the ends of lines as they came."""
    done = subprocess.run(command, capture_output=True)
    assert done.returncode == 0, (command, done.stderr)
    return done.stdout.decode(errors="replace")


def fields(answer):
    """Status line and fields of the last head in what curl has shown."""
    heads = [part for part in answer.split("\r\n\r\n") if part.startswith("HTTP/")]
    lines = heads[-1].split("\r\n")
    pairs = [line.split(": ", 1) for line in lines[1:] if ": " in line]
    return lines[0], {name.lower(): value for name, value in pairs}


def status(answer):
    return int(fields(answer)[0].split()[1])


def text_of(name, changes):
    """A file of Deploy/; every change must find its place, or the test tests something else."""
    text = (ROOT / "Deploy" / name).read_text()
    for old, new in changes:
        assert old in text, f"{name} no longer has {old!r}"
        text = text.replace(old, str(new))
    return text


def caddy(folder, server):
    proxy = Proxy("caddy", folder, server)
    text = text_of("Caddyfile", [
        ("127.0.0.1:8080", f"127.0.0.1:{server.port}"),
        ("\neci.example.org {", f"\n{NAME} {{"),
        ("/opt/parvis/Deploy", ROOT / "Deploy"),
        # Caddy's own authority for a name of this machine, and no door for its administration.
        ("{\n\tservers {", f"{{\n\tadmin off\n\thttp_port {proxy.plain_port}\n"
                           f"\thttps_port {proxy.port}\n\tskip_install_trust\n\tservers {{"),
    ])
    file = folder / "Caddyfile"
    file.write_text(text)
    home = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder)}
    proxy.start(["caddy", "run", "--adapter", "caddyfile", "--config", file], home)
    proxy.authority = folder / "caddy/pki/authorities/local/root.crt"
    return proxy


def nginx(folder, server):
    proxy = Proxy("nginx", folder, server)
    certificate, key = folder / "site.pem", folder / "site.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
         "-keyout", key, "-out", certificate, "-days", "2", "-subj", f"/CN={NAME}",
         "-addext", f"subjectAltName=DNS:{NAME}"], check=True, capture_output=True)
    text = text_of("nginx.conf", [
        ("127.0.0.1:8080", f"127.0.0.1:{server.port}"),
        ("/etc/letsencrypt/live/eci.example.org/fullchain.pem", certificate),
        ("/etc/letsencrypt/live/eci.example.org/privkey.pem", key),
        ("eci.example.org", NAME),
        ("listen 80;", f"listen 127.0.0.1:{proxy.plain_port};"),
        ("listen 443 ssl", f"listen 127.0.0.1:{proxy.port} ssl"),
        ("/opt/parvis/Deploy", ROOT / "Deploy"),
        ("/var/log/nginx/parvis.log", folder / "error.log"),
    ])
    (folder / "parvis.conf").write_text(text)
    user = "user root;" if os.geteuid() == 0 else ""
    temporary = "\n".join(f"{kind}_temp_path {folder}/{kind};" for kind in (
        "client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(f"""
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log crit;
events {{ }}
http {{
    include /etc/nginx/mime.types;
    {temporary}
    include {folder}/parvis.conf;
}}
""")
    proxy.start(["/usr/sbin/nginx", "-p", folder, "-e", folder / "error.log", "-c",
                 folder / "nginx.conf"])
    proxy.authority = certificate
    return proxy
