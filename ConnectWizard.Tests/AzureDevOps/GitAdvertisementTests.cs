using System.Text;
using Shouldly;
using Xunit;

namespace ConnectWizard.AzureDevOps;

public sealed class GitAdvertisementTests
{
    private const string Commit = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string Nothing = "0000000000000000000000000000000000000000";
    private const string Service = "# service=git-upload-pack\n";

    [Theory]
    [InlineData(null, Service, "", "version 2\n", "agent=git/2\n", "")]
    [InlineData(null, "version 2\n", "")]
    [InlineData(2, Service, "", Commit + " HEAD\0symref=HEAD:refs/heads/main\n", Commit + " refs/heads/main\n", "")]
    [InlineData(1, Service, "", "version 1\n", Commit + " refs/heads/main\0agent=git/2\n", "")]
    [InlineData(0, Service, "", Nothing + " capabilities^{}\0agent=git/2\n", "")]
    [InlineData(0, "")]
    [InlineData(0)]
    [InlineData(1, Service, "", Commit + "aaaaaaaaaaaaaaaaaaaaaaaa refs/heads/sha256\n", "")]
    [InlineData(0, Service, "", "shallow " + Commit + "\n", "")]
    [InlineData(0, Service, "", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA refs/heads/main\n", "")]
    public void An_advertisement_s_refs_are_counted(int? refs, params string[] lines)
    {
        GitAdvertisement.TryRead(Encoding.UTF8.GetBytes(string.Concat(lines.Select(Packet))), out var found).ShouldBeTrue();

        found.ShouldBe(refs);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("zzzz")]
    [InlineData("00ff too short")]
    [InlineData("0003")]
    [InlineData("00")]
    [InlineData("0001")] // a delimiter of protocol version 2, which no advertisement has
    [InlineData("-004")]
    [InlineData("0005x0000y")]
    public void What_is_no_advertisement_is_refused(string body) => GitAdvertisement.TryRead(Encoding.UTF8.GetBytes(body), out _).ShouldBeFalse();

    private static string Packet(string line) => line.Length == 0 ? "0000" : $"{line.Length + 4:x4}{line}";
}
