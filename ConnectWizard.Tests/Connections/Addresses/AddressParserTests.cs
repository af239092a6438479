using Shouldly;
using Xunit;

namespace ConnectWizard.Connections.Addresses;

/// <summary>What is typed into the URL field.</summary>
[Trait("Kind", "Time")]
public sealed class AddressParserTests
{
    public static TheoryData<string, string> Addresses => new()
    {
        { "https://azure.example.com", "https://azure.example.com" },
        { "https://azure.example.com/", "https://azure.example.com" },
        { "https://azure.example.com///", "https://azure.example.com" },
        { "HTTPS://Azure.Example.COM", "https://azure.example.com" },
        { "azure.example.com", "https://azure.example.com" },
        { "//azure.example.com", "https://azure.example.com" },
        { "https:///azure.example.com", "https://azure.example.com" },
        { "tfs", "https://tfs" },
        { "TFS-SERVER_01", "https://tfs-server_01" },
        { "localhost:8080", "https://localhost:8080" },
        { "http://localhost:8080/tfs", "http://localhost:8080/tfs" },
        { "http:/azure.example.com", "http://azure.example.com" },
        { "https:azure.example.com", "https://azure.example.com" },
        { "https//azure.example.com", "https://azure.example.com" },
        { @"https:\\azure.example.com\tfs", "https://azure.example.com/tfs" },
        { @"azure.example.com\tfs", "https://azure.example.com/tfs" },
        { "  https://azure.example.com  ", "https://azure.example.com" },
        { "\thttps://azure.example.com\r\n", "https://azure.example.com" },
        { "\"https://azure.example.com\"", "https://azure.example.com" },
        { "<https://azure.example.com>", "https://azure.example.com" },
        { "https://azure.exam\nple.com", "https://azure.example.com" },
        { "https://azure.example.com\u200b", "https://azure.example.com" },
        { "https://azure.example.com.", "https://azure.example.com" },
        { "https://azure.example.com:443", "https://azure.example.com" },
        { "http://azure.example.com:80/", "http://azure.example.com" },
        { "https://azure.example.com:80", "https://azure.example.com:80" },
        { "https://azure.example.com:8443/", "https://azure.example.com:8443" },
        { "https://azure.example.com:08443", "https://azure.example.com:8443" },
        { "https://azure.example.com:", "https://azure.example.com" },
        { "https://azure.example.com:65535", "https://azure.example.com:65535" },
        { "https://user@azure.example.com", "https://azure.example.com" },
        { "https://user:word@azure.example.com:8443/tfs", "https://azure.example.com:8443/tfs" },
        { @"https://CORP\user:word@azure.example.com", "https://azure.example.com" },
        { "https://user:w@rd@azure.example.com", "https://azure.example.com" },
        { "https://[2001:DB8::1]", "https://[2001:db8::1]" },
        { "https://[2001:db8:0:0::1]:8443/tfs", "https://[2001:db8::1]:8443/tfs" },
        { "[::1]:8080", "https://[::1]:8080" },
        { "2001:db8::1", "https://[2001:db8::1]" },
        { "https://[::ffff:127.0.0.1]", "https://[::ffff:127.0.0.1]" },
        { "https://bücher.example", "https://xn--bcher-kva.example" },
        { "https://BÜCHER.example", "https://xn--bcher-kva.example" },
        { "https://b%C3%BCcher.example", "https://xn--bcher-kva.example" },
        { "https://xn--bcher-kva.example", "https://xn--bcher-kva.example" },
        { "https://azure。example。com", "https://azure.example.com" },
        { "https://10.1.2.3:8080/tfs", "https://10.1.2.3:8080/tfs" },
        { "https://2130706433", "https://127.0.0.1" },
        { "https://0x7f000001", "https://127.0.0.1" },
        { "https://017700000001", "https://127.0.0.1" },
        { "https://127.1", "https://127.0.0.1" },
        { "https://0x7f.1", "https://127.0.0.1" },
        { "https://0177.0.0.01", "https://127.0.0.1" },
        { "https://169.16689662", "https://169.254.169.254" },
        { "https://１２７.０.０.１", "https://127.0.0.1" },
        { "https://0", "https://0.0.0.0" },
        { "https://azure.example.com/tfs/", "https://azure.example.com/tfs" },
        { "https://azure.example.com//tfs//", "https://azure.example.com/tfs" },
        { "https://azure.example.com/build/devops", "https://azure.example.com/build/devops" },
        { "https://azure.example.com/a/../tfs/./", "https://azure.example.com/tfs" },
        { "https://azure.example.com/%2e%2e/tfs", "https://azure.example.com/tfs" },
        { "https://azure.example.com/dev%20ops", "https://azure.example.com/dev%20ops" },
        { "https://azure.example.com/dev%2520ops", "https://azure.example.com/dev%20ops" },
        { "https://azure.example.com/dev ops", "https://azure.example.com/dev%20ops" },
        { "https://azure.example.com/Größe", "https://azure.example.com/Gr%C3%B6%C3%9Fe" },
        { "https://azure.example.com/tfs?x=1", "https://azure.example.com/tfs" },
        { "https://azure.example.com/tfs#top", "https://azure.example.com/tfs" },
        { "https://azure.example.com?", "https://azure.example.com" },
    };

    public static TheoryData<string, string> Refused => new()
    {
        { "ftp://azure.example.com", "scheme" },
        { "htps://azure.example.com", "scheme" },
        { "file:///etc/passwd", "scheme" },
        { "ssh://azure.example.com:22/tfs/Main/_git/App", "ssh" },
        { "git@azure.example.com:Main/App/_git/App", "ssh" },
        { "https://", "host" },
        { "/tfs/DefaultCollection", "host" },
        { "https://?", "host" },
        { "our server", "host" },
        { "https://azure..example.com", "host" },
        { "https://-azure.example.com", "host" },
        { "https://[::1", "host" },
        { "https://[fe80::1%25eth0]", "host" },
        { "https://[not-ipv6]", "host" },
        { "https://256.1.1.1", "host" },
        { "https://1.2.3.4.5", "host" },
        { "https://4294967296", "host" },
        { "https://09.1.1.1", "host" },
        { "https://1..2", "host" },
        { "https://a$b.example.com", "host" },
        { "javascript:alert(1)", "port" },
        { "https://azure.example.com:0", "port" },
        { "https://azure.example.com:65536", "port" },
        { "https://azure.example.com:99999999999", "port" },
        { "https://azure.example.com:-1", "port" },
        { "https://azure.example.com:80a", "port" },
        { @"http://127.0.0.1:18666\@azure.example.com", "host" },
        { @"https://azure.example.com\me@other.example", "host" },
        { @"https://localhost\me@azure.example.com", "host" },
        { "https://github.com/contoso/site", "provider" },
        { "gitlab.com", "provider" },
        { "https://eu.safelinks.protection.outlook.com/?url=https%3A%2F%2Fs.example", "forwarder" },
        { "https://safe.menlosecurity.com/https://azure.example.com/tfs", "forwarder" },
        { "https://azure.example.com.mcas.ms/tfs", "forwarder" },
        { "https://learn.microsoft.com/azure/devops", "provider" },
        { "https://user:wo/rd@azure.example.com", "password" },
        { "https://azure.example.com/token=hunter2", "password" },
        { "https://user/wo:rd@azure.example.com", "password" },
        { new string('a', 52), "token" },
        { "https://" + new string('x', 84), "token" },
        { "https://azure.example.com/" + new string('x', 2048), "long" },
    };

    [Theory]
    [MemberData(nameof(Addresses))]
    public void An_address_is_read_as_what_it_means(string typed, string expected)
    {
        var read = AddressParser.ParseServerUrl(typed);

        read.Succeeded.ShouldBeTrue(read.Problem?.ToString());
        read.Value!.Address.BaseUrl.ShouldBe(expected);
        read.Value.Address.At("x").Host.ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_no_address_is_refused_with_its_reason(string typed, string variant)
    {
        var read = AddressParser.ParseServerUrl(typed);

        read.Problem.ShouldNotBeNull().Code.ShouldBe(ProblemCode.AddressUnusable);
        read.Problem.Arguments[ProblemText.Variant].ShouldBe(variant);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \n")]
    public void An_empty_field_is_a_missing_address(string? typed) =>
        AddressParser.ParseServerUrl(typed).Problem.ShouldNotBeNull().Code.ShouldBe(ProblemCode.AddressMissing);

    [Theory]
    [InlineData("https://dev.azure.com/contoso", "contoso")]
    [InlineData("https://contoso.visualstudio.com/DefaultCollection", "contoso")]
    [InlineData("DEV.azure.com./contoso", "contoso")]
    [InlineData("https://vssps.dev.azure.com/contoso", "contoso")]
    [InlineData("https://dev%2eazure.com/contoso", "contoso")]
    public void An_address_of_the_cloud_is_recognized(string typed, string organization)
    {
        var problem = AddressParser.ParseServerUrl(typed).Problem.ShouldNotBeNull();

        problem.Code.ShouldBe(ProblemCode.AddressIsServices);
        problem.Arguments["organization"].ShouldBe(organization);
    }

    [Theory]
    [InlineData("https://dev.azure.com.example.org")]
    [InlineData("https://visualstudio.com.example.org")]
    [InlineData("https://notdev-azure.com")]
    public void A_name_that_only_looks_like_the_cloud_is_a_server(string typed) => AddressParser.ParseServerUrl(typed).Succeeded.ShouldBeTrue();

    [Fact]
    public void A_user_part_is_dropped_with_a_note_that_does_not_repeat_it()
    {
        var read = AddressParser.ParseServerUrl("https://me:hunter2@azure.example.com/tfs?key=hunter2").Value.ShouldNotBeNull();

        read.Notes.Select(note => note.Code).ShouldBe([InputNoteCode.UserDropped, InputNoteCode.VirtualDirectory, InputNoteCode.QueryCut]);
        read.Notes.ShouldAllBe(note => !note.Text.Contains("hunter2"));
    }

    [Theory]
    [InlineData("//s.example/Main/_packaging/feed/npm/registry/:_password=hunter2")]
    [InlineData("//s.example/Main/_packaging/feed/npm/registry/:_authToken=hunter2")]
    [InlineData("https://s.example/Main/_git/Site/pat=hunter2/x")]
    [InlineData("https://s.example/Main/_git/Site/token:hunter2")]
    public void What_is_ignored_is_repeated_without_what_may_be_a_secret(string typed) =>
        AddressParser.ParseServerUrl(typed).Value.ShouldNotBeNull().Notes.ShouldAllBe(note => !note.Text.Contains("hunter2"));

    [Fact]
    public void A_name_with_foreign_letters_is_shown_with_them()
    {
        var read = AddressParser.ParseServerUrl("bücher.example:8443/tfs").Value.ShouldNotBeNull();

        read.Address.DisplayUrl.ShouldBe("https://bücher.example:8443/tfs");
        read.Notes.ShouldContain(note => note.Text == "bücher.example is known to DNS as xn--bcher-kva.example.");
    }

    [Fact]
    public void An_odd_number_is_noted_as_the_address_that_it_means() =>
        AddressParser.ParseServerUrl("https://2130706433").Value!.Notes.Single().Text.ShouldBe("2130706433 is the address 127.0.0.1.");

    [Theory]
    [InlineData("https://me:hunter2@azure.example.com/tfs", "https://azure.example.com/tfs")]
    [InlineData("https://me:hun/ter2@azure.example.com/tfs", "https://azure.example.com/tfs")]
    [InlineData("https://me:hun?ter2@azure.example.com/tfs", "https://azure.example.com/tfs")]
    [InlineData("https://me:hun#ter2@azure.example.com/tfs", "https://azure.example.com/tfs")]
    [InlineData("me:hunter2@azure.example.com", "azure.example.com")]
    [InlineData("https://me:hun/t@er2@azure.example.com/tfs", "https://azure.example.com/tfs")]
    [InlineData("https://azure.example.com?mail=me@evil.example", "https://azure.example.com")]
    [InlineData("https://azure.example.com:8443#me@evil.example", "https://azure.example.com:8443")]
    [InlineData("https://azure.example.com/me@evil.example/tfs", "https://azure.example.com")]
    [InlineData("https://azure.example.com/tfs/Fleet/_git/me@evil.example", "https://azure.example.com/tfs/Fleet/_git")]
    [InlineData("https://[2001:db8::1]:8443/me@evil.example", "https://[2001:db8::1]:8443")]
    [InlineData(@"https://me:hunter2\@azure.example.com/tfs", @"https://\@azure.example.com")]
    [InlineData(@"https://CORP\me:hunter2@azure.example.com/tfs", "https://azure.example.com/tfs")]
    [InlineData("@", "")]
    [InlineData("", "")]
    [InlineData("https://azure.example.com/tfs?token=hunter2", "https://azure.example.com/tfs")]
    [InlineData("//azure.example.com/Main/_packaging/feed/npm/registry/:_password=hunter2", "//azure.example.com/Main/_packaging/feed/npm/registry")]
    [InlineData("https://azure.example.com/tfs/token=hunter2", "https://azure.example.com/tfs")]
    [InlineData("https://azure.example.com:8443/tfs/token:hunter2", "https://azure.example.com:8443/tfs")]
    [InlineData("not an address", "not an address")]
    [InlineData("hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunter2", "")]
    public void What_may_be_stored_of_an_address_holds_no_secret(string typed, string kept) => AddressParser.Redact(typed).ShouldBe(kept);
}
