using System.Diagnostics;
using System.Text.RegularExpressions;
using ConnectWizard.Browser;
using ConnectWizard.Emulator.Tls;
using Shouldly;
using Xunit;

namespace ConnectWizard.Builds.Dispatch;

/// <summary>The examples of <c>docs/builds.md</c>, taken out of it and run against a real delivery.</summary>
public sealed partial class DocumentedExamplesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Document => File.ReadAllText(Path.Combine(BuildFacts.RepositoryRoot, "docs", "builds.md"));

    [Fact]
    public void The_example_in_CSharp_is_what_the_build_system_of_the_demo_runs()
    {
        var example = Unindented(Example("csharp"));
        var source = Unindented(File.ReadAllText(Path.Combine(BuildFacts.RepositoryRoot, "ConnectWizard", "Demo", "SignatureCheck.cs")));

        source.ShouldContain(example);
    }

    [Fact]
    public async Task The_example_in_shell_accepts_a_delivery_and_refuses_a_changed_one()
    {
        await using var bench = await DispatchFixture.StartAsync(Ct);
        bench.Time.Advance(DateTimeOffset.UtcNow - bench.Time.GetUtcNow());
        await bench.RequestAsync("one", Ct);
        await bench.Queue.SendDueAsync(Ct);
        var taken = bench.Taken.Single();

        (await RunAsync(taken)).ShouldBe(0);
        (await RunAsync(taken with { Body = [.. taken.Body, (byte)'\n'] })).ShouldBe(1);
        (await RunAsync(taken with { Timestamp = "1763715600" })).ShouldBe(1);
    }

    [Fact]
    public async Task The_event_in_the_document_has_the_members_of_a_delivery()
    {
        await using var bench = await DispatchFixture.StartAsync(Ct);
        await bench.RequestAsync("one", Ct);
        await bench.Queue.SendDueAsync(Ct);

        MembersOf(Example("json")).ShouldBe(MembersOf(System.Text.Encoding.UTF8.GetString(bench.Taken.Single().Body)));
    }

    private static async Task<int> RunAsync(Taken taken)
    {
        using var folder = new TemporaryFolder();
        var body = Path.Combine(folder.Path, "body");
        await File.WriteAllBytesAsync(body, taken.Body, Ct);
        var start = new ProcessStartInfo("sh", ["-c", Example("sh")]);
        start.Environment["secret"] = DispatchFixture.Secret;
        start.Environment["timestamp"] = taken.Timestamp;
        start.Environment["signature"] = taken.Signature;
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
