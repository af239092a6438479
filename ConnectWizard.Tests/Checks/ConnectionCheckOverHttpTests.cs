using System.Diagnostics;
using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Checks;

/// <summary>Each failure told apart by rung, code and field, over real HTTP.</summary>
public sealed class ConnectionCheckOverHttpTests(EmulatedCheck check) : IClassFixture<EmulatedCheck>
{
    [Theory]
    [InlineData("azure", "DefaultCollection", "Azure DevOps Server 2022.1")]
    [InlineData("azure", "Flight Systems", "Azure DevOps Server 2022.1")]
    [InlineData("azure", "Bodenstation München", "Azure DevOps Server 2022.1")]
    [InlineData("azure", "defaultcollection", "Azure DevOps Server 2022.1")]
    [InlineData("devops", "DefaultCollection", "Azure DevOps Server 2020")]
    [InlineData("code", "Research", "Azure DevOps Server 2022")]
    public async Task A_server_that_is_well_passes(string server, string collection, string product)
    {
        var result = await check.RunAsync(check.Server(server).AbsoluteUri, collection);

        result.Rungs.Select(rung => (rung.Code, rung.State)).ShouldAllBe(rung => rung.State == RungState.Passed);
        result.Health.ShouldBe(ConnectionHealth.Good);
        result.Facts!.Product.ShouldBe(product);
        result.Facts.Webhooks.ShouldBe(WebhookRight.Allowed);
        result.Facts.Projects.ShouldNotBeNull().ShouldBePositive();
    }

    [Fact]
    public async Task A_server_newer_than_those_known_passes_with_a_note()
    {
        var result = await check.RunAsync(check.Server("next").AbsoluteUri);

        result.Passed.ShouldBeTrue(Describe(result));
        result.Rungs[(int)RungCode.Version].State.ShouldBe(RungState.Passed);
    }

    [Theory]
    [InlineData("not-azure-devops", RungCode.Product, ProblemCode.NotAzureDevOps, ConnectionField.Url)]
    [InlineData("tfs-2018", RungCode.Version, ProblemCode.TeamFoundationServer, ConnectionField.Url)]
    [InlineData("server-2019", RungCode.Version, ProblemCode.VersionTooOld, ConnectionField.Url)]
    [InlineData("stopped-collection", RungCode.Collection, ProblemCode.CollectionStopped, ConnectionField.Collection)]
    [InlineData("server-error", RungCode.Http, ProblemCode.ServerError, null)]
    [InlineData("throttled", RungCode.Http, ProblemCode.Throttled, null)]
    [InlineData("html-200", RungCode.Product, ProblemCode.NotAzureDevOps, ConnectionField.Url)]
    [InlineData("sign-in-203", RungCode.Token, ProblemCode.SignInPage, ConnectionField.Token)]
    [InlineData("redirect", RungCode.Http, ProblemCode.Redirected, ConnectionField.Url)]
    [InlineData("iis-basic", RungCode.SignIn, ProblemCode.BasicShadowed, null)]
    [InlineData("windows-only", RungCode.SignIn, ProblemCode.WindowsOnly, null)]
    [InlineData("broken-json", RungCode.Http, ProblemCode.BrokenAnswer, null)]
    [InlineData("oversize", RungCode.Http, ProblemCode.AnswerTooLarge, ConnectionField.Url)]
    [InlineData("self-signed", RungCode.Tls, ProblemCode.TlsSelfSigned, ConnectionField.Url)]
    [InlineData("other-authority", RungCode.Tls, ProblemCode.TlsUntrusted, ConnectionField.Url)]
    [InlineData("expired-certificate", RungCode.Tls, ProblemCode.TlsExpired, ConnectionField.Url)]
    [InlineData("wrong-name", RungCode.Tls, ProblemCode.TlsWrongName, ConnectionField.Url)]
    [InlineData("plain-http-on-tls-port", RungCode.Tls, ProblemCode.TlsFailed, ConnectionField.Url)]
    [InlineData("old-tls", RungCode.Tls, ProblemCode.TlsProtocol, ConnectionField.Url)]
    [InlineData("reset", RungCode.Tls, ProblemCode.ConnectionReset, ConnectionField.Url)]
    [InlineData("reset-after-tls", RungCode.Http, ProblemCode.ConnectionReset, ConnectionField.Url)]
    [InlineData("refused", RungCode.Port, ProblemCode.ConnectionRefused, ConnectionField.Url)]
    public async Task A_scene_fails_at_its_rung(string scene, RungCode rung, ProblemCode code, ConnectionField? field)
    {
        var result = await check.RunAsync(check.Scene(scene).Url.AbsoluteUri, token: check.Scene(scene).Token);

        ShouldFail(result, rung, code, field);
    }

    [Theory]
    [InlineData("drip", RungCode.Http)]
    [InlineData("hang", RungCode.Http)]
    [InlineData("hang-before-tls", RungCode.Tls)]
    [InlineData("hang-after-tls", RungCode.Http)]
    public async Task A_server_that_does_not_answer_times_out_at_its_rung(string scene, RungCode rung)
    {
        var watch = Stopwatch.StartNew();

        var result = await check.RunAsync(check.Scene(scene).Url.AbsoluteUri, rungTime: TimeSpan.FromSeconds(2));

        ShouldFail(result, rung, ProblemCode.TimedOut, ConnectionField.Url);
        result.Failure!.Arguments["rung"].ShouldBe(RungText.Title(rung));
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData(null, RungCode.Token, ProblemCode.TokenMissing)]
    [InlineData("revoked", RungCode.Token, ProblemCode.TokenRefused)]
    [InlineData("abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst", RungCode.Token, ProblemCode.TokenRefused)]
    [InlineData("expired", RungCode.Token, ProblemCode.TokenExpired)]
    [InlineData("no-projects", RungCode.Projects, ProblemCode.ProjectsNone)]
    [InlineData("code-only", RungCode.Projects, ProblemCode.ScopeMissing)]
    [InlineData("project-only", RungCode.Git, ProblemCode.ScopeMissing)]
    public async Task What_is_the_matter_with_a_token_is_told_apart(string? token, RungCode rung, ProblemCode code) =>
        ShouldFail(await check.RunAsync(check.Server("azure").AbsoluteUri, token: token), rung, code, ConnectionField.Token);

    [Fact]
    public async Task A_bad_token_costs_one_request()
    {
        await check.RunAsync(check.Server("code").AbsoluteUri, "Research", token: "revoked");

        check.Emulator.Requests.Entries.Count(request => request.TokenName == "revoked" && request.Host == check.Server("code").Host).ShouldBe(1);
    }

    [Fact]
    public async Task No_more_than_three_requests_are_under_way_at_once()
    {
        await check.RunAsync(check.Server("azure").AbsoluteUri);

        check.Emulator.Requests.MaxConcurrency(check.Server("azure").Host).ShouldBeInRange(2, 3);
    }

    [Fact]
    public async Task An_unknown_collection_is_named()
    {
        var result = await check.RunAsync(check.Server("azure").AbsoluteUri, "Marketing");

        ShouldFail(result, RungCode.Collection, ProblemCode.CollectionUnknown, ConnectionField.Collection);
        ProblemText.For(result.Failure!).What.ShouldContain("Marketing");
        result.Rungs.Where(rung => rung.Code is < RungCode.Collection and not RungCode.Version).ShouldAllBe(rung => rung.State == RungState.Passed);
    }

    [Theory]
    [InlineData("localhost-links", ProblemCode.LinksLocalhost, "localhost")]
    [InlineData("other-host-links", ProblemCode.LinksElsewhere, "http")]
    [InlineData("http-links", ProblemCode.LinksElsewhere, "http://")]
    public async Task Links_that_lead_elsewhere_warn_with_the_link(string scene, ProblemCode code, string named)
    {
        var result = await check.RunAsync(check.Scene(scene).Url.AbsoluteUri);

        result.Passed.ShouldBeTrue(Describe(result));
        result.Rungs[(int)RungCode.Links].Problem.ShouldNotBeNull().Code.ShouldBe(code);
        result.Rungs[(int)RungCode.Links].Sentence.ShouldContain(named);
        result.Facts!.Warnings.ShouldBe([code]);
    }

    [Theory]
    [InlineData("reader", RungState.Warned, WebhookRight.NotAllowed)]
    [InlineData("project-admin", RungState.Passed, WebhookRight.Partly)]
    public async Task The_webhook_right_is_found_out_without_creating_one(string token, RungState state, WebhookRight right)
    {
        var result = await check.RunAsync(check.Server("azure").AbsoluteUri, token: token);

        result.Rungs[(int)RungCode.Webhooks].State.ShouldBe(state, Describe(result));
        result.Facts.ShouldNotBeNull().Webhooks.ShouldBe(right);
        check.Emulator.Requests.Entries.ShouldAllBe(request => request.Method == "GET" || request.Method == "OPTIONS");
    }

    [Fact]
    public async Task Plain_HTTP_passes_with_a_warning_where_the_server_is_new_enough()
    {
        var tfs = await check.RunAsync(check.Server("tfs").AbsoluteUri);

        tfs.Rungs[(int)RungCode.Tls].Problem.ShouldNotBeNull().Code.ShouldBe(ProblemCode.AddressUnencrypted);
        ShouldFail(tfs, RungCode.Version, ProblemCode.TeamFoundationServer, ConnectionField.Url);
    }

    [Fact]
    public async Task An_unknown_name_is_named()
    {
        var result = await check.RunAsync("https://no-such-server.invalid");

        ShouldFail(result, RungCode.Dns, ProblemCode.NameUnknown, ConnectionField.Url);
        ProblemText.For(result.Failure!).What.ShouldContain("no-such-server.invalid");
    }

    [Theory]
    [InlineData("https://127.0.0.1")]
    [InlineData("https://2130706433")]
    [InlineData("https://[::ffff:127.0.0.1]")]
    [InlineData("http://169.254.169.254")]
    [InlineData("https://localhost")]
    public async Task A_forbidden_address_is_refused_whatever_it_is_written_like(string url)
    {
        var result = await check.RunAsync(url);

        ShouldFail(result, RungCode.Policy, ProblemCode.AddressNotAllowed, ConnectionField.Url);
        ProblemText.For(result.Failure!).Mend.ShouldContain("Network:AllowedNetworks");
        result.Rungs.Skip((int)RungCode.Port).ShouldAllBe(rung => rung.State == RungState.Skipped);
    }

    [Theory]
    [InlineData("DefaultCollection", "HTTP 200")]
    [InlineData("Flight Systems", "HTTP 200")]
    [InlineData("Bodenstation München", "HTTP 200")]
    [InlineData("$(touch pwned)", "HTTP 404")]
    public async Task The_curl_line_works_when_it_is_pasted(string collection, string status)
    {
        var target = Connections.Addresses.AddressParser.ParseTarget(check.Server("azure").AbsoluteUri, collection).Value!.Target;

        var printed = await Shell.RunAsync(check.Curl.For(target), Path.GetTempPath(), check.Token("full"));

        printed.ShouldContain(status);
    }

    [Fact]
    public async Task No_token_is_in_any_sentence_problem_or_evidence()
    {
        foreach (var token in check.Emulator.Tokens)
        {
            var result = await check.RunAsync(check.Server("azure").AbsoluteUri, token: token.Name);

            Describe(result).ShouldNotContain(token.Value);
        }
    }

    private static void ShouldFail(CheckResult result, RungCode rung, ProblemCode code, ConnectionField? field)
    {
        var failed = result.Rungs.FirstOrDefault(one => one.State == RungState.Failed);
        (failed?.Code, failed?.Problem?.Code).ShouldBe((rung, code), Describe(result));
        ProblemCatalog.FieldOf(code).ShouldBe(field);
        result.Facts.ShouldBeNull();
        result.Rungs.ShouldAllBe(one => one.State != RungState.Waiting && one.State != RungState.Running);
    }

    private static string Describe(CheckResult result) => string.Join('\n', result.Rungs.Select(Describe));

    private static string Describe(Rung rung)
    {
        var problem = rung.Problem is null ? "" : $"{rung.Problem.Code} {string.Join("; ", rung.Problem.Arguments)} {ProblemText.For(rung.Problem)}";
        return $"{rung.Code} {rung.State} {rung.Took?.TotalMilliseconds:0} {rung.Sentence} {problem} {string.Join("; ", rung.Evidence)}";
    }
}
