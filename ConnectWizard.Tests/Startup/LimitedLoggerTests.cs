using System.Globalization;
using ConnectWizard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace ConnectWizard.Startup;

/// <summary>What strangers can write into the log, over real HTTP.</summary>
public sealed class LimitedLoggerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("evil.example", "/", "Refused a request")]
    [InlineData("builds.example", "/git/019ab3c1-58f2-7c11-9d0e-0b7f3b0a52aa/info/refs?service=git-upload-pack", "Git proxy: refused")]
    [InlineData("builds.example", "/signin/return?state=x&code=y", "A sign-in failed")]
    public async Task A_stranger_writes_a_few_lines_a_minute_and_then_how_many_were_left_out(string host, string path, string line)
    {
        var (time, logs) = (new ManualTime(DateTimeOffset.UtcNow), new CollectedLogs());
        await using var app = await RunningApp.StartAsync(
            Ct, [("PublicUrl", "https://builds.example")], builder => builder.Logging.AddProvider(logs).Services.AddSingleton<TimeProvider>(time));
        for (var number = 0; number < 100; number++)
            await SendAsync(app, host, path);
        var lines = logs.Lines.Count(one => one.Contains(line, StringComparison.Ordinal));

        time.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(app, host, path);

        lines.ShouldBe(LimitedLogger<string>.MaxPerMinute);
        logs.Lines.ShouldContain(one => one.Contains("80 more lines of event", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stranger_writes_no_line_of_their_own_and_none_without_end()
    {
        var logs = new CollectedLogs();
        await using var app = await RunningApp.StartAsync(Ct, [], builder => builder.Logging.AddProvider(logs));

        await SendAsync(app, "evil.example", "/x%0A%0DWarning:%20forged" + new string('y', 3000));

        var line = logs.Lines.Single(one => one.Contains("Refused a request", StringComparison.Ordinal));
        (line.Contains('\n', StringComparison.Ordinal), line.Length < 600).ShouldBe((false, true), line.Length.ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("/connect", "Cookie", "COOKIE=garbage")]
    [InlineData("/favicon.svg", "Range", "bytes=99999999-")]
    public async Task What_a_browser_can_send_at_will_writes_nothing(string path, string header, string value)
    {
        var logs = new CollectedLogs();
        await using var app = await RunningApp.StartAsync(Ct, [], builder => builder.Logging.AddProvider(logs));
        using var first = await app.Client.GetAsync(new Uri("/connect", UriKind.Relative), Ct);
        var cookie = first.Headers.GetValues("Set-Cookie").First(one => one.Contains("Antiforgery", StringComparison.Ordinal)).Split('=')[0];

        await SendAsync(app, "localhost", path, (header, value.Replace("COOKIE", cookie)));

        logs.Lines.ShouldNotContain(line => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Warning: Range", StringComparison.Ordinal));
    }

    private static async Task SendAsync(RunningApp app, string host, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)) { Headers = { Host = host } };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await app.Client.SendAsync(request, Ct);
    }
}
