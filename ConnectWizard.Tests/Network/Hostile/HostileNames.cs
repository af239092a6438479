using Xunit;

namespace ConnectWizard.Network.Hostile;

/// <summary>Names that stand for forbidden addresses: whole addresses, the name that is asked for, and all of its answers.</summary>
internal static class HostileNames
{
    public static TheoryData<string, string, string> Answers => new()
    {
        { "http://localhost:{p}", "localhost", "127.0.0.1 ::1" },
        { "localhost:{p}", "localhost", "127.0.0.1" },
        { "http://LOCALHOST:{p}", "localhost", "::1" },
        { "http://localhost.:{p}", "localhost", "127.0.0.1" },
        { "http://localhost..:{p}", "localhost", "127.0.0.1" },
        { "http://foo.localhost:{p}", "foo.localhost", "127.0.0.1" },
        { "http://a.b.LocalHost.:{p}", "a.b.localhost", "127.0.0.1" },
        { "http://localhost.localdomain:{p}", "localhost.localdomain", "127.0.0.1" },
        { "http://localhost6.localdomain6:{p}", "localhost6.localdomain6", "::1" },
        { "http://ip6-localhost:{p}", "ip6-localhost", "::1" },
        { "http://ip6-loopback:{p}", "ip6-loopback", "::1" },
        { "http://ｌｏｃａｌｈｏｓｔ:{p}", "localhost", "127.0.0.1" },
        { "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:{p}", "localhost", "127.0.0.1" },
        { "http://loc\u00adal\u200bhost:{p}", "localhost", "127.0.0.1" },
        { "http://%6c%6f%63%61%6c%68%6f%73%74:{p}", "localhost", "127.0.0.1" },
        { "http://foo。localhost:{p}", "foo.localhost", "127.0.0.1" },
        { "http://good.example@localhost:{p}", "localhost", "127.0.0.1" },
        { "http://localhost:{p}#@good.example", "localhost", "127.0.0.1" },
        { "http://evil.example:{p}#@8.8.8.8", "evil.example", "127.0.0.1" },
        { "unix:/var/run/docker.sock", "unix", "127.0.0.1" },
        { "http://broadcasthost:{p}", "broadcasthost", "255.255.255.255" },
        { "http://metadata.google.internal:{p}", "metadata.google.internal", "169.254.169.254" },
        { "http://METADATA.google.internal.:{p}", "metadata.google.internal", "169.254.169.254" },
        { "http://metadata:{p}", "metadata", "169.254.169.254" },
        { "http://instance-data:{p}", "instance-data", "169.254.169.254" },
        { "http://metadata.evil.example:{p}", "metadata.evil.example", "fd00:ec2::254" },
        { "http://host.docker.internal:{p}", "host.docker.internal", "192.168.65.254" },
        { "http://kubernetes.default.svc:{p}", "kubernetes.default.svc", "10.96.0.1" },
        { "http://127.0.0.1.nip.example:{p}", "127.0.0.1.nip.example", "127.0.0.1" },
        { "http://127-0-0-1.nip.example:{p}", "127-0-0-1.nip.example", "127.0.0.1" },
        { "http://0x7f000001.nip.example:{p}", "0x7f000001.nip.example", "127.0.0.1" },
        { "http://127.0.0.1x:{p}", "127.0.0.1x", "127.0.0.1" },
        { "http://azure。example:{p}", "azure.example", "10.0.0.1" },
        { "http://bücher.example:{p}", "xn--bcher-kva.example", "127.0.0.1" },
        { "http://xn--bcher-kva.example:{p}", "xn--bcher-kva.example", "127.0.0.1" },
        { "http://service_alias.good.example:{p}", "service_alias.good.example", "127.0.0.1" },
        // One forbidden answer among good ones, wherever it stands, in either family.
        { "http://mixed.example:{p}", "mixed.example", "8.8.8.8 127.0.0.1" },
        { "http://mixed.example:{p}", "mixed.example", "127.0.0.1 8.8.8.8" },
        { "http://mixed.example:{p}", "mixed.example", "1.1.1.1 10.0.0.5 8.8.8.8" },
        { "http://mixed.example:{p}", "mixed.example", "2606:4700::1 ::1" },
        { "http://mixed.example:{p}", "mixed.example", "8.8.8.8 ::1" },
        { "http://mixed.example:{p}", "mixed.example", "2606:4700::1 127.0.0.1" },
        { "http://mixed.example:{p}", "mixed.example", "8.8.8.8 ::ffff:127.0.0.1" },
        { "http://mixed.example:{p}", "mixed.example", "8.8.8.8 64:ff9b::7f00:1" },
        { "http://mixed.example:{p}", "mixed.example", "8.8.8.8 2002:7f00:1::1" },
        { "http://mixed.example:{p}", "mixed.example", "8.8.8.8 fe80::1%1" },
        { "http://mixed.example:{p}", "mixed.example", "8.8.8.8 ::1%1" },
        { "http://mixed.example:{p}", "mixed.example", "8.8.8.8 0.0.0.0" },
        { "http://mixed.example:{p}", "mixed.example", "8.8.8.8 ::" },
        { "http://mixed.example:{p}", "mixed.example", "8.8.8.8 169.254.169.254" },
        { "http://mixed.example:{p}", "mixed.example", "8.8.8.8 224.0.0.251" },
    };
}
