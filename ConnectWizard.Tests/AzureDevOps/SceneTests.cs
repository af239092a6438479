using ConnectWizard.Connections;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.AzureDevOps;

/// <summary>Scenes of the emulator as the edge alone sees them, over real TCP, TLS and HTTP; the whole check walks all of them in <c>FindingsTests</c>.</summary>
public sealed class SceneTests(EdgeFixture edge) : IClassFixture<EdgeFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("not-azure-devops", ProblemCode.NotAzureDevOps)]
    [InlineData("stopped-collection", ProblemCode.CollectionStopped)]
    [InlineData("server-error", ProblemCode.ServerError)]
    [InlineData("throttled", ProblemCode.Throttled)]
    [InlineData("html-200", ProblemCode.NotAzureDevOps)]
    [InlineData("sign-in-203", ProblemCode.SignInPage)]
    [InlineData("redirect", ProblemCode.Redirected)]
    [InlineData("iis-basic", ProblemCode.BasicShadowed)]
    [InlineData("windows-only", ProblemCode.WindowsOnly)]
    [InlineData("broken-json", ProblemCode.BrokenAnswer)]
    [InlineData("oversize", ProblemCode.AnswerTooLarge)]
    [InlineData("self-signed", ProblemCode.TlsSelfSigned)]
    [InlineData("other-authority", ProblemCode.TlsUntrusted)]
    [InlineData("expired-certificate", ProblemCode.TlsExpired)]
    [InlineData("wrong-name", ProblemCode.TlsWrongName)]
    [InlineData("plain-http-on-tls-port", ProblemCode.TlsFailed)]
    [InlineData("old-tls", ProblemCode.TlsProtocol)]
    [InlineData("reset", ProblemCode.ConnectionReset)]
    [InlineData("reset-after-tls", ProblemCode.ConnectionReset)]
    [InlineData("refused", ProblemCode.ConnectionRefused)]
    public async Task A_scene_is_told_by_its_code(string scene, ProblemCode code)
    {
        var problem = await WalkAsync(edge.Scene(scene), edge.Services);

        problem.ShouldNotBeNull();
        problem.Code.ShouldBe(code, problem.ToString());
        problem.Arguments["host"].ShouldBe($"{scene}.spacetech.example");
        problem.Evidence.ShouldNotBeEmpty();
        string.Join(' ', problem.Evidence.Concat(problem.Arguments.Select(value => new Evidence(value.Key, value.Value))))
            .ShouldNotContain(edge.Token("full").Reveal());
    }

    [Theory]
    [InlineData("drip")]
    [InlineData("hang")]
    [InlineData("hang-before-tls")]
    [InlineData("hang-after-tls")]
    public async Task A_scene_that_never_answers_is_told_by_its_code(string scene)
    {
        var problem = (await WalkAsync(edge.Scene(scene), edge.Hurried))!;

        problem.Code.ShouldBe(ProblemCode.TimedOut);
        problem.Evidence.ShouldContain(evidence => evidence.Label == "Waited");
    }

    [Theory]
    [InlineData("tfs-2018")]
    [InlineData("server-2019")]
    [InlineData("localhost-links")]
    [InlineData("other-host-links")]
    [InlineData("http-links")]
    public async Task A_scene_that_only_the_facts_tell_is_walked_to_the_end(string scene) => (await WalkAsync(edge.Scene(scene), edge.Services)).ShouldBeNull();

    [Theory]
    [InlineData("localhost-links", "http://localhost:8080/")]
    [InlineData("other-host-links", "https://devops-internal.spacetech.example/")]
    [InlineData("http-links", "http://http-links.spacetech.example:8080/")]
    public async Task A_wrong_public_url_is_among_the_links(string scene, string url)
    {
        var identity = await edge.Gateway.GetConnectionDataAsync(edge.Scene(scene), edge.Token("full"), Ct);

        identity.Value!.Links.ShouldContain(new ServerLink("accessPoint", url));
    }

    [Fact]
    public async Task A_throttled_server_s_wait_is_passed_on()
    {
        var greeting = await edge.Gateway.ProbeAsync(edge.Scene("throttled"), Ct);

        greeting.Problem!.RetryAfter.ShouldBe(TimeSpan.FromSeconds(30));
        greeting.Problem.Arguments["seconds"].ShouldBe("30");
    }

    [Fact]
    public async Task A_stopped_collection_is_read_past_its_byte_order_mark()
    {
        var problem = (await edge.Gateway.GetConnectionDataAsync(edge.Scene("stopped-collection"), edge.Token("full"), Ct)).Problem!;

        problem.Arguments["number"].ShouldBe("TF24668");
        problem.Arguments["message"].ShouldStartWith("TF24668: The following team project collection is stopped");
        problem.Evidence.ShouldContain(new Evidence("TF number", "TF24668"));
    }

    [Fact]
    public async Task A_redirect_is_evidence_and_is_not_followed()
    {
        var problem = (await edge.Gateway.ProbeAsync(edge.Scene("redirect"), Ct)).Problem!;

        problem.Arguments["location"].ShouldBe("https://login.spacetech.example/_signin");
    }

    private async Task<Problem?> WalkAsync(ServerTarget target, IServiceProvider services)
    {
        var (token, probe, gateway) = (edge.Token("full"), services.GetRequiredService<ITransportProbe>(), services.GetRequiredService<IAzureDevOpsGateway>());
        var resolved = (await probe.ResolveAsync(target.Address, Ct)).Then(probe.Permit);
        if (!resolved.Succeeded)
            return resolved.Problem;
        if ((await probe.ConnectAsync(resolved.Value, Ct)).Problem is { } atPort)
            return atPort;
        if (target.Address.IsEncrypted && (await probe.HandshakeAsync(resolved.Value, Ct)).Problem is { } atTls)
            return atTls;
        return (await gateway.ProbeAsync(target, Ct)).Problem
            ?? (await gateway.GetConnectionDataAsync(target, token, Ct)).Problem
            ?? (await gateway.ReadVersionAsync(target, token, Ct)).Problem;
    }
}
