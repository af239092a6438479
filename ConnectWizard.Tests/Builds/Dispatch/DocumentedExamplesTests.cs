using System.Diagnostics;
using System.Text.RegularExpressions;
using ConnectWizard.Browser;
using ConnectWizard.Emulator.Tls;
using Shouldly;
using Xunit;

namespace ConnectWizard.Builds.Dispatch;

/// <summary>The examples of <c>docs/builds.md</c>, taken out of it and run against a real request.</summary>
public sealed partial class DocumentedExamplesTests
{
    private const string Former = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Document => File.ReadAllText(Path.Combine(BuildFacts.RepositoryRoot, "docs", "builds.md"));

    [Fact]
    public void The_example_in_CSharp_is_what_the_build_system_of_the_demo_runs()
    {
        var example = Unindented(Example("csharp"));
        var source = Unindented(File.ReadAllText(Path.Combine(BuildFacts.RepositoryRoot, "ConnectWizard", "Demo", "SignatureCheck.cs")));

        source.ShouldContain(example);
    }

    [Theory]
    [InlineData(DispatchFixture.Secret)]
    [InlineData(Former)]
    public async Task The_example_in_shell_accepts_a_request_and_refuses_a_changed_one(string secret)
    {
        await using var fixture = await DispatchFixture.StartAsync(Ct, Former);
        fixture.Time.Advance(DateTimeOffset.UtcNow - fixture.Time.GetUtcNow());
        await fixture.RequestAsync("one", Ct);
        await fixture.Dispatcher.SendDueAsync(Ct);
        var received = fixture.Received.Single();

        (await RunAsync(secret, received)).ShouldBe(0);
        (await RunAsync(secret.Replace('a', 'b'), received)).ShouldNotBe(0);
        (await RunAsync(secret, received with { Body = [.. received.Body, (byte)'\n'] })).ShouldNotBe(0);
        (await RunAsync(secret, received with { Id = Guid.NewGuid().ToString() })).ShouldNotBe(0);
        (await RunAsync(secret, received with { Timestamp = "1763715600" })).ShouldNotBe(0);
    }

    [Fact]
    public async Task The_event_in_the_document_has_the_members_of_a_request()
    {
        await using var fixture = await DispatchFixture.StartAsync(Ct);
        await fixture.RequestAsync("one", Ct);
        await fixture.Dispatcher.SendDueAsync(Ct);

        MembersOf(Example("json")).ShouldBe(MembersOf(System.Text.Encoding.UTF8.GetString(fixture.Received.Single().Body)));
    }

    private static async Task<int> RunAsync(string secret, Received received)
    {
        using var folder = new TemporaryFolder();
        var body = Path.Combine(folder.Path, "body");
        await File.WriteAllBytesAsync(body, received.Body, Ct);
        var start = new ProcessStartInfo("sh", ["-c", Example("sh")]);
        start.Environment["secret"] = secret;
        start.Environment["id"] = received.Id;
        start.Environment["timestamp"] = received.Timestamp;
        start.Environment["signature"] = received.Signature;
        start.Environment["body"] = body;
        using var shell = Process.Start(start)!;
        await shell.WaitForExitAsync(Ct);
        return shell.ExitCode;
    }

    private static string Example(string language) => Block().Matches(Document).First(block => block.Groups["language"].Value == language).Groups["text"].Value;

    private static string Unindented(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()));

    private static List<string> MembersOf(string json) => [.. Member().Matches(json).Select(match => match.Groups["name"].Value)];

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<text>.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    [GeneratedRegex("\"(?<name>[a-zA-Z]+)\"\\s*:", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Member();
}
