using AzureDevOpsEmulator.Authentication;
using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Checks;

/// <summary>What the emulator's log of requests shows of us: how often, how many at once, until when, and to whom.</summary>
public sealed class RequestsOfACheckTests(EmulatedCheck check) : IClassFixture<EmulatedCheck>
{
    /// <summary>
    /// Slow enough for requests to meet, and with so little on it that no listing is left half read: the connection of such a one is closed,
    /// and its request would still count when the next one comes over a new connection.
    /// </summary>
    private const string SlowAndSmall = "delayed";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> ScenesThatLeadAway => [.. Findings.All
        .Where(finding => finding.Code is ProblemCode.Redirected or ProblemCode.LinksLocalhost or ProblemCode.LinksElsewhere || finding.Host == "sign-in-302")
        .Select(finding => finding.Host)];

    [Theory]
    [InlineData("azure", "revoked", ProblemCode.TokenRefused)]
    [InlineData("code", "zyxwvutsrqponmlkjihgfedcba765432zyxwvutsrqponmlkjihg", ProblemCode.TokenRefused)]
    [InlineData("next", "expired", ProblemCode.TokenExpired)]
    [InlineData("global-token", "full", ProblemCode.TokenGlobal)]
    [InlineData("not-a-member", "full", ProblemCode.NotAMember)]
    [InlineData("conditional-access", "full", ProblemCode.ConditionalAccess)]
    [InlineData("sign-in-203", "full", ProblemCode.SignInPage)]
    [InlineData("iis-basic", "full", ProblemCode.BasicShadowed)]
    [InlineData("windows-only", "full", ProblemCode.WindowsOnly)]
    public async Task A_bad_token_costs_one_request(string host, string token, ProblemCode code)
    {
        check.Emulator.Requests.Clear();

        var result = await check.RunAsync(UrlOf(host), token: token);

        (result.Failure?.Code).ShouldBe(code, Described.Of(result));
        check.Emulator.Requests.Entries.Select(request => request.Credential).ShouldBe([CredentialKind.None, CredentialKind.Basic]);
    }

    [Fact]
    public async Task No_more_than_three_requests_are_under_way_at_once_in_one_check()
    {
        check.Emulator.Requests.Clear();

        (await check.RunAsync(UrlOf(SlowAndSmall))).Passed.ShouldBeTrue();

        check.Emulator.Requests.MaxConcurrency(new Uri(UrlOf(SlowAndSmall)).Host).ShouldBe(3);
    }

    [Fact]
    public async Task No_more_than_three_requests_are_under_way_at_once_in_several_checks()
    {
        check.Emulator.Requests.Clear();

        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => check.RunAsync(UrlOf(SlowAndSmall))));

        results.ShouldAllBe(result => result.Passed);
        check.Emulator.Requests.MaxConcurrency(new Uri(UrlOf(SlowAndSmall)).Host).ShouldBe(3);
    }

    /// <param name="scene">Where one question is not answered.</param>
    /// <param name="question">A part of its address.</param>
    [Theory]
    [InlineData("hang", "/connectionData")]
    [InlineData("drip", "/connectionData")]
    [InlineData("hang-identity", "/connectionData?connectOptions")]
    [InlineData("hang-repositories", "/git/repositories")]
    [InlineData("hang-projects", "/_apis/projects")]
    [InlineData("hang-git", "/info/refs")]
    [InlineData("hang-permissions", "/_apis/permissions")]
    public async Task Nothing_is_asked_after_leaving_and_what_is_under_way_is_aborted(string scene, string question)
    {
        var (url, requests) = (new Uri(UrlOf(scene)), check.Emulator.Requests);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var running = check.RunAsync(check.Subject(url.AbsoluteUri), _ => { }, null, leaving.Token);
        await requests.WaitForRequestAsync(url.Host, question, Ct);

        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => running).WaitAsync(Soon, Ct);
        // A request that was on its way when the person left may arrive during the first of two other checks, and no further one.
        (await check.RunAsync(UrlOf("code"))).Passed.ShouldBeTrue();
        await requests.WaitForRequestAsync(url.Host, 0, Ct).WaitAsync(Soon, Ct);
        var asked = requests.Entries.Where(request => request.Host == url.Host).ToList();
        asked.ShouldContain(request => request.Aborted && request.Target.Contains(question, StringComparison.Ordinal));
        (await check.RunAsync(UrlOf("code"))).Passed.ShouldBeTrue();
        requests.Entries.Count(request => request.Host == url.Host).ShouldBe(asked.Count);
    }

    [Theory]
    [MemberData(nameof(ScenesThatLeadAway))]
    public async Task Nobody_but_who_was_asked_is_asked_or_given_a_credential(string scene)
    {
        check.Emulator.Requests.Clear();
        var url = new Uri(UrlOf(scene));

        await check.RunAsync(url.AbsoluteUri);

        check.Emulator.Requests.Entries.ShouldNotBeEmpty();
        check.Emulator.Requests.Entries.ShouldAllBe(request => request.Host == url.Authority);
    }

    private string UrlOf(string name) =>
        check.Emulator.Scenes.FirstOrDefault(scene => scene.Name == name)?.Url.AbsoluteUri ?? check.Server(name).AbsoluteUri;
}
