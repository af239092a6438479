using Xunit;

namespace ConnectWizard.Network.Hostile;

/// <summary>Whole addresses that are none: other schemes, impossible ports, and hosts that hold what belongs to another part.</summary>
internal static class HostileSyntax
{
    public static TheoryData<string> Schemes =>
    [
        "file:///etc/passwd", "file://127.0.0.1/etc/passwd", "ftp://127.0.0.1:{p}", "ftps://127.0.0.1:{p}", "sftp://127.0.0.1:{p}", "tftp://127.0.0.1:{p}",
        "gopher://127.0.0.1:{p}/_GET%20/", "dict://127.0.0.1:{p}/stat", "ldap://127.0.0.1:{p}", "ldaps://127.0.0.1:{p}", "ws://127.0.0.1:{p}",
        "wss://127.0.0.1:{p}", "git://127.0.0.1:{p}/x", "ssh://127.0.0.1:{p}/x", "ssh://git@127.0.0.1/x", "git@127.0.0.1:tfs/x", "smb://127.0.0.1/x",
        "telnet://127.0.0.1:{p}", "redis://127.0.0.1:{p}", "http+unix://%2Fvar%2Frun%2Fdocker.sock", "netdoc://127.0.0.1:{p}", "php://filter/x",
        "jar:http://127.0.0.1:{p}!/", "url:http://127.0.0.1:{p}", "view-source:http://127.0.0.1:{p}", "blob:http://127.0.0.1:{p}", "javascript:alert(1)",
        "data:text/html,x", "httpx://127.0.0.1:{p}", "xhttp://127.0.0.1:{p}", "http.://127.0.0.1:{p}", "http:127.0.0.1:{p}",
        "http:127.1", "mailto:127.0.0.1", "ｈｔｔｐ://127.0.0.1:{p}",
    ];

    public static TheoryData<string> Ports =>
    [
        "http://127.0.0.1:0", "http://127.0.0.1:00", "http://127.0.0.1:65536", "http://127.0.0.1:-1", "http://127.0.0.1:+80", "http://127.0.0.1:0x50",
        "http://127.0.0.1:80a", "http://127.0.0.1:８０", "http://127.0.0.1:1e3", "http://127.0.0.1:8.0", "http://127.0.0.1: 80", "http://127.0.0.1:{p}:80",
        "http://127.0.0.1:99999999999999999999", "http://127.0.0.1:4294967376", "http://127.0.0.1:http", "http://[::1]:0", "http://[::1]:65536",
        "http://[::1]:-1", "http://[::1]80", "http://localhost:0", "http://localhost:65536", "http://localhost:{p};80",
    ];

    public static TheoryData<string> Hosts =>
    [
        "http://", "http:///", "http://:{p}", "http://@", "http://@:{p}", "http://.", "http://..", "http://%00", "http://%2e", "http://。", "http://\u200b",
        "http://127.0.0.1%2f.good.example", "http://127.0.0.1%5c.good.example", "http://127.0.0.1%23.good.example", "http://127.0.0.1%3f.good.example",
        "http://127.0.0.1%3a{p}", "http://127.0.0.1：{p}", "http://127.0.0.1／.good.example", "http://127.0.0.1＃.good.example", "http://127.0.0.1？.good.example",
        "http://good.example%40127.0.0.1", "http://good.example＠127.0.0.1", "http://good.example＼127.0.0.1", "http://％３１２７.0.0.1", "http://127.0.0.1%",
        "http://127.0.0.1%zz", "http://127.0.0.1:{p}/@good.example", "http://127.0.0.1:{p}/x@good.example/", "http://good.example/:@127.0.0.1:{p}",
        "http://127.0.0.1℀.good.example", "http://a\u3164.good.example", "http://127.0.0.⒈", "http://127.0.0.1\ud800.good.example\u0020x", "http://local host",
        "http://localhost`id`", "http://localhost$(id)", "http://localhost,127.0.0.1", "http://*", "http://*.localhost", "http://<localhost>.", "http://_alias.good.example",
        // Browsers read the backslash as a slash, and so another host.
        @"http://good.example\@127.0.0.1:{p}", @"http://127.0.0.1:{p}\@good.example", @"http://127.0.0.1\@evil.example:{p}", @"http://127.0.0.1\x@good.example", @"http://localhost\me@good.example",
    ];
}
