using Xunit;

namespace ConnectWizard.Network.Hostile;

/// <summary>Addresses in odd but legal forms that must not be refused.</summary>
internal static class GoodAddresses
{
    private const string MaxLength =
        "a23456789-b23456789-c23456789-d23456789-e23456789-f23456789-g23.a23456789-b23456789-c23456789-d23456789-e23456789-f23456789-g23."
        + "a23456789-b23456789-c23456789-d23456789-e23456789-f23456789-g23.a23456789-b23456789-c23456789-d23456789-e234567-z.example.com";

    /// <summary>What is typed, how it is understood, and the addresses that its name stands for.</summary>
    public static TheoryData<string, string, string> Public => new()
    {
        { "https://azure.example.com", "https://azure.example.com", "8.8.8.8" },
        { "http://azure.example.com", "http://azure.example.com", "8.8.8.8 1.1.1.1" },
        { "azure.example.com", "https://azure.example.com", "2606:4700::1111" },
        { "HTTPS://AZURE.EXAMPLE.COM/TFS", "https://azure.example.com/TFS", "8.8.8.8 2606:4700::1111" },
        { "https://azure.example.com.", "https://azure.example.com", "8.8.8.8" },
        { "https://azure.example.com.:8443/tfs/", "https://azure.example.com:8443/tfs", "8.8.8.8" },
        { "https://azure.example.com:1", "https://azure.example.com:1", "8.8.8.8" },
        { "https://azure.example.com:65535", "https://azure.example.com:65535", "8.8.8.8" },
        { "https://azure.example.com:8080", "https://azure.example.com:8080", "8.8.8.8" },
        { "https://azure.example.com:08080", "https://azure.example.com:8080", "8.8.8.8" },
        { "http://azure.example.com:443", "http://azure.example.com:443", "8.8.8.8" },
        { "https://azure.example.com:", "https://azure.example.com", "8.8.8.8" },
        { "https://me:word@azure.example.com", "https://azure.example.com", "8.8.8.8" },
        { "https://127.0.0.1@azure.example.com", "https://azure.example.com", "8.8.8.8" },
        { "https://azure.example.com/127.0.0.1", "https://azure.example.com/127.0.0.1", "8.8.8.8" },
        { "https://azure.example.com#@127.0.0.1", "https://azure.example.com", "8.8.8.8" },
        { "https://azure.example.com?to=127.0.0.1", "https://azure.example.com", "8.8.8.8" },
        { "https://münchen.example", "https://xn--mnchen-3ya.example", "8.8.8.8" },
        { "https://MÜNCHEN.example", "https://xn--mnchen-3ya.example", "8.8.8.8" },
        { "https://mu\u0308nchen.example", "https://xn--mnchen-3ya.example", "8.8.8.8" },
        { "https://m%C3%BCnchen.example", "https://xn--mnchen-3ya.example", "8.8.8.8" },
        { "https://xn--mnchen-3ya.example", "https://xn--mnchen-3ya.example", "8.8.8.8" },
        { "https://XN--MNCHEN-3YA.example", "https://xn--mnchen-3ya.example", "8.8.8.8" },
        { "https://例え.テスト", "https://xn--r8jz45g.xn--zckzah", "8.8.8.8" },
        { "https://例え。テスト", "https://xn--r8jz45g.xn--zckzah", "8.8.8.8" },
        { "https://пример.испытание:8443", "https://xn--e1afmkfd.xn--80akhbyknj4f:8443", "8.8.8.8" },
        { "https://azure．example｡com", "https://azure.example.com", "8.8.8.8" },
        { "https://ａｚｕｒｅ.example.com", "https://azure.example.com", "8.8.8.8" },
        { "https://build_server_01.example.com", "https://build_server_01.example.com", "8.8.8.8" },
        { "https://azure_.example.com", "https://azure_.example.com", "8.8.8.8" },
        { "https://a--b.example.com", "https://a--b.example.com", "8.8.8.8" },
        { "https://1password.example.com", "https://1password.example.com", "8.8.8.8" },
        { "https://3com", "https://3com", "8.8.8.8" },
        { "https://123.example", "https://123.example", "8.8.8.8" },
        { "https://127.0.0.1.example.com", "https://127.0.0.1.example.com", "8.8.8.8" },
        { "https://0x7f.example.com", "https://0x7f.example.com", "8.8.8.8" },
        { "https://10-0-0-1.example.com", "https://10-0-0-1.example.com", "8.8.8.8" },
        { "https://dead.beef", "https://dead.beef", "8.8.8.8" },
        { "https://localhost.example.com", "https://localhost.example.com", "8.8.8.8" },
        { "https://notlocalhost", "https://notlocalhost", "8.8.8.8" },
        { "https://metadata.example.com", "https://metadata.example.com", "8.8.8.8" },
        { "https://a.b.c.d.e.f.g.h.example.com", "https://a.b.c.d.e.f.g.h.example.com", "8.8.8.8" },
        { "https://x.example", "https://x.example", "64:ff9b::8.8.8.8" },
        { "https://x.example", "https://x.example", "::ffff:8.8.8.8" },
        { "https://x.example", "https://x.example", "2606:4700::5efe:8.8.8.8" },
        { "https://" + new string('a', 63) + ".example", "https://" + new string('a', 63) + ".example", "8.8.8.8" },
        { "https://" + MaxLength, "https://" + MaxLength, "8.8.8.8" },
        { "https://" + MaxLength + ".", "https://" + MaxLength, "8.8.8.8" },
    };

    /// <summary>Addresses typed as such, and how they are understood.</summary>
    public static TheoryData<string, string> Addresses => new()
    {
        { "https://8.8.8.8", "https://8.8.8.8" },
        { "8.8.8.8:8443", "https://8.8.8.8:8443" },
        { "https://8.8.8.8./tfs", "https://8.8.8.8/tfs" },
        { "https://134744072", "https://8.8.8.8" },
        { "https://0x08080808", "https://8.8.8.8" },
        { "https://010.010.010.010", "https://8.8.8.8" },
        { "https://８.８.８.８", "https://8.8.8.8" },
        { "https://[2606:4700:4700::1111]", "https://[2606:4700:4700::1111]" },
        { "https://[2606:4700:4700:0:0:0:0:1111]:8443/tfs", "https://[2606:4700:4700::1111]:8443/tfs" },
        { "http://[2A01:111:F100::1]:8080", "http://[2a01:111:f100::1]:8080" },
        { "[2606:4700:4700::1111]:8443", "https://[2606:4700:4700::1111]:8443" },
        { "2606:4700:4700::1111", "https://[2606:4700:4700::1111]" },
        { "https://[::ffff:8.8.8.8]", "https://[::ffff:8.8.8.8]" },
        { "https://[64:ff9b::8.8.8.8]", "https://[64:ff9b::808:808]" },
    };

    /// <summary>What is typed, the host's addresses (none where it is one), and the entry of <c>Network:AllowedNetworks</c> that permits it.</summary>
    public static TheoryData<string, string, string> Allowed => new()
    {
        { "https://tfs", "10.1.2.3", "10.0.0.0/8" },
        { "https://tfs", "10.1.2.3", "10.1.2.3" },
        { "https://tfs", "10.1.2.3", "tfs" },
        { "http://TFS:8080/tfs", "10.1.2.3 fd12::3", "tfs" },
        { "http://TFS.corp.example.", "192.168.7.7", "tfs.CORP.example" },
        { "https://münchen.example", "172.16.0.9", "münchen.example" },
        { "https://münchen.example", "172.16.0.9", "xn--mnchen-3ya.example" },
        { "https://build_server-01", "10.1.2.3", "build_server-01" },
        { "https://10.1.2.3:8443", "", "10.0.0.0/8" },
        { "https://10.1.2.3", "", "10.1.2.3" },
        { "https://167838211", "", "10.1.2.3/32" },
        { "https://192.168.1.5", "", "192.168.0.0/16" },
        { "https://[fd12:3456::1]:8443", "", "fd00::/8" },
        { "https://[fd12:3456::1]", "", "[fd12:3456::1]" },
        { "https://[fe80::1]", "", "fe80::/10" },
        { "https://[::ffff:10.1.2.3]", "", "10.0.0.0/8" },
        { "http://localhost:8080", "127.0.0.1 ::1", "localhost" },
        { "http://127.0.0.1:8080", "", "127.0.0.0/8" },
        { "http://[::1]:8080", "", "::1" },
        { "https://tfs", "8.8.8.8 10.1.2.3", "10.1.2.3/32" },
        { "https://carrier.example", "100.64.1.1", "100.64.0.0/10" },
    };
}
