using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Checks;

/// <summary>The line is run by a real shell; a function stands in for curl and prints its words.</summary>
public sealed class CurlLineTests
{
    private const string PrintWords = "curl() { for word in \"$@\"; do printf '<%s>' \"$word\"; done; }; ";

    [Theory]
    [InlineData("Main")]
    [InlineData("Space Tech")]
    [InlineData("$(touch pwned)")]
    [InlineData("`touch pwned`")]
    [InlineData("'; touch pwned; '")]
    [InlineData("\"; touch pwned; \"")]
    [InlineData("a\ntouch pwned")]
    [InlineData("a && touch pwned")]
    [InlineData("$HOME ${PATH} * ~ ! #")]
    [InlineData("[1-9]{a,b}")]
    [InlineData("東京 Ü")]
    public async Task Every_collection_name_is_one_word_of_text(string collection)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var target = new ServerTarget(new ServerAddress("https", "s.example", 443, "/dev'ops"), collection);

            var words = await Shell.RunAsync(PrintWords + CurlLine.For(target), folder.FullName, "abc123");

            words.ShouldEndWith($"<{target.Url.AbsoluteUri}/_apis/projects?api-version=6.0&$top=1>");
            words.ShouldContain("<:abc123>");
            folder.EnumerateFileSystemInfos().ShouldBeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_line_is_one_line_and_holds_no_token()
    {
        var line = CurlLine.For(new ServerTarget(new ServerAddress("http", "[::1]", 8080, ""), "a\nb"));

        line.ShouldNotContain("\n");
        line.ShouldContain("$" + "{AZURE_DEVOPS_TOKEN");
    }

    [Fact]
    public async Task Without_a_token_the_shell_says_so_and_asks_nobody()
    {
        var line = CurlLine.For(new ServerTarget(new ServerAddress("https", "s.example", 443, ""), "Main"));

        var words = await Shell.RunAsync(PrintWords + line, Path.GetTempPath(), token: null);

        words.ShouldBe("");
    }

    [Fact]
    public async Task An_accounts_token_travels_as_Bearer()
    {
        var line = CurlLine.For(new ServerTarget(new ServerAddress("https", "dev.azure.com", 443, ""), "spacetech"), withAccount: true);

        var words = await Shell.RunAsync(PrintWords + line, Path.GetTempPath(), "abc123");

        words.ShouldContain("<-H><Authorization: Bearer abc123>");
        words.ShouldNotContain("<-u>");
    }

    [Fact]
    public async Task A_way_of_its_own_is_part_of_the_line()
    {
        var line = CurlLine.For(
            new ServerTarget(new ServerAddress("https", "s.example", 443, ""), "Main"),
            new CurlRoute("s.example:443:127.0.0.1:5443", "/tmp/it's.pem"));

        var words = await Shell.RunAsync(PrintWords + line, Path.GetTempPath(), "abc123");

        words.ShouldContain("<--connect-to><s.example:443:127.0.0.1:5443><--cacert></tmp/it's.pem>");
    }
}
